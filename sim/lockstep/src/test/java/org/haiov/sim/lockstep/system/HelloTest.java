package org.haiov.sim.lockstep.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Programs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of software/ on whole systems, in lockstep. */
class HelloTest {
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "default"})
    void hello(String configuration, @TempDir Path folder) throws Exception {
        ElfFile elf = ElfFile.read(Programs.build(folder, "hello.c"));
        SystemConfig c = SystemConfig.of(configuration);
        CapturedConsole console = new CapturedConsole();
        ProgramImage image = ProgramImage.of(c, "", m -> m.load(elf));
        try (SystemSimulation system = new SystemSimulation(c, new JvmEngine(), SystemSimulation.Mode.LOCKSTEP, image, elf.symbol("tohost"), console)) {
            Outcome outcome = system.run(1_000_000, Long.MAX_VALUE);
            assertEquals(Outcome.Kind.EXIT, outcome.kind());
            assertEquals(0, outcome.code());
            assertEquals("hello\n", console.text());
        }
    }
}
