package org.haiov.verification.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.verification.differential.Image;
import org.haiov.verification.programs.Software;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Translated code does what the interpreter does, to the instruction. {@code -Dtwins.seed=N} takes other random programs. */
class TwinsTest {
    private static final Path SOFTWARE = Path.of("../software");
    private static final long SEED = Long.getLong("twins.seed", 1);
    private static final int PROGRAMS = 24;
    private static final long MOST = 20_000_000;

    @TempDir
    private Path directory;

    private ElfFile build(String... arguments) {
        Assumptions.assumeTrue(Software.COMPILER.installed(), Software.COMPILER.name() + " is not installed (./haiov setup)");
        return ElfFile.read(new Software(SOFTWARE).build(directory.resolve("program.elf"), arguments));
    }

    /** All modes, traps, both stages of translation, PMP, compressed code, atomics. */
    @ParameterizedTest
    @ValueSource(strings = {"handle", "trap"})
    void randomPrograms(String misaligned) throws Exception {
        ElfFile frame = build("tests/differential/enter.S", "tests/differential/main.c");
        byte[] image = Image.of(256 * SEED, PROGRAMS).array();
        Twins twins = new Twins("random programs from seed " + SEED, "{\"ram\": \"16M\", \"misaligned\": \"" + misaligned + "\"}", machine -> {
            machine.load(frame);
            machine.bus().ram().write(Image.start(), image, 0, image.length);
        }, 1);
        Twins.Result result = twins.run(SEED, 20_000, MOST);
        assertTrue(result.translated() > 200, result.toString());
    }

    /** Timers at every distance, code that rewrites itself, odd returns, faults, contention: see the program. */
    @ParameterizedTest
    @CsvSource({"1, trap, 1, 1", "1, handle, 2, 3", "2, handle, 1, 1", "4, trap, 2, 10"})
    void translatorProgram(int harts, String misaligned, int hot, int cyclesPerTick) throws Exception {
        ElfFile program = build("tests/translator.c", "-DHARTS=" + harts);
        Twins.Result result = new Twins("translator.c", "{\"ram\": \"1M\", \"misaligned\": \"" + misaligned + "\", \"harts\": " + harts
                + ", \"cyclesPerTick\": " + cyclesPerTick + "}", machine -> machine.load(program), hot).run(SEED, 5_000, MOST);
        assertEquals(new Outcome(Outcome.Kind.EXIT, 0, ""), result.outcome(), result.console());
        assertTrue(result.translated() > 20, result.toString());
    }

    /** All other programs of software/tests, with Xhaiov's. */
    @ParameterizedTest
    @ValueSource(strings = {"hello.c", "devices.c", "harts.c", "xhaiov/enable.S", "xhaiov/csrs.S", "xhaiov/causes.S", "xhaiov/uer.S", "xhaiov/requests.S",
        "xhaiov/controller.S", "xhaiov/levels.S", "xhaiov/switch.S", "xhaiov/unwind.S", "xhaiov/routing.S"})
    void program(String source) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("tests/" + source));
        if (source.startsWith("xhaiov/")) {
            arguments.add("tests/xhaiov/harness.S");
        } else {
            arguments.add("-DHARTS=2");
        }
        ElfFile program = build(arguments.toArray(String[]::new));
        Twins.Result result = new Twins(source, "{\"ram\": \"4M\", \"harts\": 2, \"quantum\": 61}", machine -> machine.load(program), 1)
                .run(SEED, 10_000, 5_000_000);
        assertEquals(new Outcome(Outcome.Kind.EXIT, 0, ""), result.outcome(), result.console());
        assertTrue(result.translated() > 5, result.toString());
    }

    @Test
    void everyProgramIsThere() throws Exception {
        List<String> sources = new ArrayList<>();
        Path tests = SOFTWARE.resolve("tests");
        try (Stream<Path> files = Files.walk(tests)) {
            files.filter(Files::isRegularFile).map(file -> tests.relativize(file).toString())
                    .filter(name -> !name.startsWith("differential/") && !name.startsWith("debug/") && !name.contains("harness")
                            && (name.endsWith(".c") || name.endsWith(".S")) && !name.equals("translator.c")).forEach(sources::add);
        }
        String[] run = TwinsTest.class.getDeclaredMethod("program", String.class).getAnnotation(ValueSource.class).strings();
        assertEquals(new TreeSet<>(sources), new TreeSet<>(List.of(run)), "left: programs of software/tests, right: those that run here");
    }

    @Test
    void computeLoop() throws Exception {
        ElfFile program = build("benchmarks/loop.c", "-DITERATIONS=5");
        Twins.Result result = new Twins("loop.c", "{\"ram\": \"1M\", \"quantum\": 97}", machine -> machine.load(program), 3).run(SEED, 50_000, MOST);
        assertEquals(new Outcome(Outcome.Kind.EXIT, 0, ""), result.outcome(), result.console());
        assertTrue(result.translated() > 10, result.toString());
    }

    /** The comparison can fail: the two do not get the same program. */
    @Test
    void differentProgramsAreDivergence() throws Exception {
        List<ElfFile> programs = new ArrayList<>(List.of(build("benchmarks/loop.c", "-DITERATIONS=5"), build("benchmarks/loop.c", "-DITERATIONS=4")));
        Twins twins = new Twins("two programs", "{\"ram\": \"1M\"}", machine -> machine.load(programs.removeFirst()), 3);
        DivergenceException e = assertThrows(DivergenceException.class, () -> twins.run(SEED, 50_000, MOST));
        assertTrue(e.getMessage().contains("seed " + SEED), e.getMessage());
    }
}
