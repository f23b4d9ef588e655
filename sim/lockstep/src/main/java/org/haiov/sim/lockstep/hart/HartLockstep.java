package org.haiov.sim.lockstep.hart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.state.HartState;

/**
 * Golden harts that do what the engine's harts did, retirement by retirement in the order of cycles, which is the order of memory (docs/core.md).
 * Taken over from the engine, and counted: values of devices and of time, lines of interrupts, when an interrupt is taken, a failing SC.
 */
public final class HartLockstep {
    private static final int SHOWN = 20;
    /** Instructions that may retire while an interrupt pends and is enabled: those that were in the pipeline, and a line's way. */
    private static final int MOST_OVERDUE = 16;
    /** SC that may fail in a row without a reason that the golden model sees. */
    private static final int MOST_FAILURES = 64;
    private static final long LINES = mask("machine software", "machine timer", "machine external", "supervisor timer", "supervisor external", "VS timer");

    private final GoldenHarts golden;
    private final Deque<String> last = new ArrayDeque<>();
    private final int[] failures;
    private long retired;
    private long interrupts;
    private long exceptions;
    private long timeTaken;
    private long failedStores;

    /** @param rom contents of the boot ROM; null where there is none */
    public HartLockstep(HartConfig c, int harts, long ramBytes, byte[] rom) {
        golden = new GoldenHarts(c, harts, ramBytes, rom);
        failures = new int[harts];
    }

    /** Puts bytes into RAM before the run. */
    public void write(long address, byte[] bytes) {
        golden.ram.write(address, bytes, 0, bytes.length);
    }

    /** What was compared and what was taken over. */
    public record Counts(long retired, long interrupts, long exceptions, long deviceLoads, long times, long failedStores) {
        @Override
        public String toString() {
            return retired + " retirements compared, " + exceptions + " exceptions, " + interrupts + " interrupts; taken over: " + deviceLoads
                    + " values of devices, " + times + " of time and lines, " + failedStores + " failures of SC";
        }
    }

    public Counts counts() {
        return new Counts(retired, interrupts, exceptions, golden.devices.loads(), timeTaken, failedStores);
    }

    /**
     * The next retirement in the order of cycles.
     *
     * @throws Divergence where the golden model does something else
     */
    public void check(Retired r) {
        Hart hart = golden.harts.get(r.hart());
        Stepper stepper = golden.steppers.get(r.hart());
        HartState s = hart.state();
        lines(r, s);
        golden.devices.now(r);
        Retirement step = r.interrupt() ? interrupt(r, stepper) : instruction(r, stepper, s);
        Comparison comparison = new Comparison(r, step, s);
        last.addLast("engine: " + r + "\n golden: " + text(step));
        if (last.size() > SHOWN) {
            last.removeFirst();
        }
        if (!comparison.differences().isEmpty()) {
            throw divergence(r, String.join("; ", comparison.differences()));
        }
        if (comparison.taken()) {
            timeTaken++;
            s.x[r.rd()] = r.value();
        }
        s.waiting = false; // the engine's WFI retires when it ends
        if (stepper.overdue() > MOST_OVERDUE) {
            throw divergence(r, "an interrupt pends and is enabled, and " + stepper.overdue() + " instructions have retired since");
        }
        retired++;
        exceptions += r.trap() && !r.interrupt() ? 1 : 0;
    }

    private void lines(Retired r, HartState s) {
        long pending = r.pending();
        for (long left = LINES; left != 0; left &= left - 1) {
            long bit = Long.lowestOneBit(left);
            boolean high = (pending & bit) != 0;
            if ((s.pending() & bit) != 0 != high) {
                s.line(bit, high);
            }
        }
        if ((s.pending() & 0xFFF) != pending) {
            throw divergence(r, "mip " + Retired.hex(pending) + ", golden model " + Retired.hex(s.pending()));
        }
    }

    private Retirement interrupt(Retired r, Stepper stepper) {
        interrupts++;
        try {
            return stepper.interrupt(r.code());
        } catch (IllegalArgumentException asHost) {
            if (!r.virtual()) {
                throw divergence(r, asHost.getMessage());
            }
            try {
                return stepper.interrupt(r.code() + 1); // VS level appears one lower (P 8.6.2)
            } catch (IllegalArgumentException asGuest) {
                throw divergence(r, asGuest.getMessage());
            }
        }
    }

    private Retirement instruction(Retired r, Stepper stepper, HartState s) {
        Op op = conditional(r);
        if (op != null && r.value() != 0 && s.reservation == r.physical()) {
            // SC may fail as it likes, but not for ever (Unprivileged ISA 20191213, 8.2 and 8.3).
            s.reservation = HartState.NO_RESERVATION;
            failedStores++;
            if (++failures[r.hart()] > MOST_FAILURES) {
                throw divergence(r, "SC has failed " + failures[r.hart()] + " times in a row");
            }
        } else if (op != null) {
            failures[r.hart()] = 0;
        }
        return stepper.instruction();
    }

    /** SC.W or SC.D, or null. */
    private static Op conditional(Retired r) {
        int word = r.instruction();
        boolean sc = (word & 0x7F) == 0x2F && word >>> 27 == 3 && !r.trap();
        return !sc ? null : (word >> 12 & 7) == 2 ? Op.SC_W : Op.SC_D;
    }

    private Divergence divergence(Retired r, String what) {
        return new Divergence("hart " + r.hart() + ", retirement " + retired + ", cycle " + r.cycle() + ": " + what + "\n"
                + String.join("\n", List.copyOf(last)) + (last.isEmpty() || !last.getLast().contains(r.toString()) ? "\nengine: " + r : ""));
    }

    private static String text(Retirement step) {
        return "pc " + Retired.hex(step.pc()) + " " + step.kind() + (step.rd() == 0 ? "" : " x" + step.rd() + "=" + Retired.hex(step.value()))
                + (step.trap() == null ? "" : " " + step.trap()) + (step.accesses().isEmpty() ? "" : " " + step.accesses())
                + (step.csrs().isEmpty() ? "" : " " + step.csrs());
    }

    private static long mask(String... names) {
        long mask = 0;
        for (String name : names) {
            mask |= 1L << RiscvFacts.interrupt(name);
        }
        return mask;
    }
}
