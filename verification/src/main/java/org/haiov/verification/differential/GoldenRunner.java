package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.verification.coverage.Coverage;

/** Runs images on the golden model. */
final class GoldenRunner {
    /** Instructions that a program with its frame does not reach; more is a loop. */
    private static final long LIMIT_PER_PROGRAM = 200_000;

    private final ElfFile frame;

    GoldenRunner(Path frame) {
        this.frame = ElfFile.read(frame);
    }

    /**
     * A run.
     *
     * @param image memory that the programs leave: all of them, or those before one that loops for ever
     * @param watch what was seen, or null
     */
    record Run(Image image, Watch watch) {}

    /** Interprets {@code image}, and counts into {@code coverage}. */
    Run interpret(Image image, Coverage coverage) {
        return run(image, coverage);
    }

    /** Runs {@code image} with the translator to bytecode. */
    Run translate(Image image) {
        return run(image, null);
    }

    private Run run(Image image, Coverage coverage) {
        int programs = image.programs();
        MachineConfig config = MachineConfig.parse("differential", "{\"misaligned\": \"handle\", \"extensions\": [\"h\", \"sstc\"], \"ram\": \"" + QemuRunner.RAM_MEBIBYTES + "M\"}");
        Machine machine = new Machine(config, new CapturedConsole());
        machine.load(frame);
        machine.bus().ram().write(Layout.HEADER, image.array(), 0, image.array().length);
        Watch watch = coverage == null ? null : new Watch(coverage, machine.harts().getFirst(), machine.bus().ram(), programs);
        Outcome outcome = machine.run(programs * LIMIT_PER_PROGRAM);
        int start = (int) (Layout.HEADER - machine.bus().ram().base);
        Image after = new Image(ByteBuffer.wrap(machine.bus().ram().bytes, start, image.array().length).slice());
        if (outcome.kind() == Outcome.Kind.EXIT && after.ended() != programs) {
            throw new IllegalStateException("the frame ended after " + after.ended() + " of " + programs + " programs");
        }
        return new Run(after, watch);
    }
}
