package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;

/** Runs images on the golden model. */
final class GoldenRunner {
    /** Instructions that a program with its frame does not reach; more is a loop. */
    private static final long LIMIT_PER_PROGRAM = 500_000;

    private static final Console NONE = new Console() {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public void write(int octet) {}

        @Override
        public boolean waitForInput() {
            return false;
        }
    };

    private final Path frame;

    GoldenRunner(Path frame) {
        this.frame = frame;
    }

    /** The memory that the first programs of {@code image} leave: all, or those before one that loops for ever. */
    Image run(Image image) {
        int programs = image.programs();
        MachineConfig config = MachineConfig.parse("differential", "{\"misaligned\": \"handle\", \"ram\": \"" + QemuRunner.RAM_MEBIBYTES + "M\"}");
        Machine machine = new Machine(config, NONE);
        machine.load(ElfFile.read(frame));
        machine.bus().ram().write(Layout.HEADER, image.array(), 0, image.array().length);
        Outcome outcome = machine.run(programs * LIMIT_PER_PROGRAM);
        int start = (int) (Layout.HEADER - machine.bus().ram().base);
        Image after = new Image(ByteBuffer.wrap(machine.bus().ram().bytes, start, image.array().length).slice());
        if (outcome.kind() == Outcome.Kind.EXIT && after.ended() != programs) {
            throw new IllegalStateException("the frame ended after " + after.ended() + " of " + programs + " programs");
        }
        return after;
    }
}
