package org.haiov.sim.golden.gdb;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Supervisor;
import org.haiov.sim.golden.mmu.FetchWatch;
import org.haiov.sim.golden.state.HartState;

/**
 * Drives the harts while the program runs under a debugger. As long as nothing asks for more, harts run as without one; in pages with
 * breakpoints they run an instruction at a time, and with steps or watchpoints everywhere, observed besides. The order of their turns is the
 * machine's in all cases, so that a run with stops in it is the same run.
 */
final class Execution implements Supervisor {
    private final Machine machine;
    private final Breakpoints breakpoints;
    private final Supplier<Stop> interruption;
    private Resume[] resumes;
    private boolean interruptsInSteps;
    private Stop stop;
    private int current;
    private FetchWatch watching;

    private final FetchWatch watch = new FetchWatch() {
        @Override
        public boolean watches(long page) {
            return breakpoints.in(page);
        }

        @Override
        public void fetching(long pc) {
            if (breakpoints.at(pc)) {
                throw new Reached();
            }
        }
    };

    /** @param interruption a reason to stop from outside, null for none; asked between turns */
    Execution(Machine machine, Breakpoints breakpoints, Supplier<Stop> interruption) {
        this.machine = machine;
        this.breakpoints = breakpoints;
        this.interruption = interruption;
    }

    /** Whether a step takes an interrupt that is due, instead of the instruction; else interrupts wait. */
    void interruptsInSteps(boolean taken) {
        interruptsInSteps = taken;
    }

    boolean interruptsInSteps() {
        return interruptsInSteps;
    }

    /**
     * Goes on.
     *
     * @param resumes for each hart, null where it stands still
     * @param maxInstructions as {@link Machine#run}
     * @return {@link Outcome.Kind#STOPPED}, for the reason {@link #stop} tells; else how the program ended, or that it reached that number
     */
    Outcome run(Resume[] resumes, long maxInstructions) {
        this.resumes = resumes;
        boolean steps = false;
        for (Resume resume : resumes) {
            steps |= resume != null && resume.how() != Resume.How.CONTINUE;
        }
        machine.observed(steps || breakpoints.watching());
        watchFetches(machine.observed() || !breakpoints.any() ? null : watch);
        stop = null;
        machine.supervise(this);
        try {
            Outcome outcome = machine.run(maxInstructions);
            // A step that ends the program stops it first, so that one may look around.
            return stop == null ? outcome : new Outcome(Outcome.Kind.STOPPED, 0, "");
        } finally {
            machine.supervise(null);
            watchFetches(null);
        }
    }

    private void watchFetches(FetchWatch wanted) {
        if (wanted != watching) {
            watching = wanted;
            machine.harts().forEach(hart -> hart.memory().watchFetches(wanted));
        }
    }

    /** Why the last run stopped; null where it did not. */
    Stop stop() {
        return stop;
    }

    /** Number of the hart that ran last. */
    int current() {
        return current;
    }

    @Override
    public boolean runs(Hart hart) {
        return resumes[hart.state().id] != null;
    }

    @Override
    public boolean stops() {
        if (stop == null) {
            stop = interruption.get();
        }
        return stop != null;
    }

    @Override
    public void idle() {
        nap();
    }

    /** Waits a little for the world outside. */
    static void nap() {
        LockSupport.parkNanos(1_000_000);
    }

    /** Runs a hart as a machine without a supervisor does. */
    static void freely(Machine machine, Hart hart, long limit) {
        if (!machine.observed()) {
            hart.run(limit);
            return;
        }
        while (hart.state().cycles < limit && machine.outcome() == null) {
            machine.step(hart, stepper -> stepper.step(limit));
        }
    }

    @Override
    public void run(Hart hart, long limit) {
        current = hart.state().id;
        Resume resume = resumes[current];
        if (resume.how() != Resume.How.CONTINUE) {
            step(hart, limit, resume);
        } else if (!breakpoints.any()) {
            freely(machine, hart, limit);
        } else if (machine.observed()) {
            observe(hart, limit);
        } else {
            watchPc(hart, limit);
        }
    }

    /** Waits in vain are no steps: a hart in WFI steps when it wakes. */
    private void step(Hart hart, long limit, Resume resume) {
        HartState s = hart.state();
        while (s.cycles < limit && stop == null && machine.outcome() == null) {
            Retirement step = machine.step(hart, stepper -> interruptsInSteps ? stepper.step(limit) : stepper.instruction(limit));
            if (step.kind() == Retirement.Kind.WAITING || watched(step)) {
                continue;
            }
            boolean inRange = resume.how() == Resume.How.RANGE && Long.compareUnsigned(s.pc, resume.from()) >= 0
                    && Long.compareUnsigned(s.pc, resume.to()) < 0;
            if (!inRange) {
                stop = Stop.of(current, Stop.SIGTRAP);
            } else {
                breakpoint(hart);
            }
        }
    }

    private void observe(Hart hart, long limit) {
        HartState s = hart.state();
        while (s.cycles < limit && machine.outcome() == null && !breakpoint(hart)) {
            if (watched(machine.step(hart, stepper -> stepper.step(limit)))) {
                return;
            }
        }
    }

    private void watchPc(Hart hart, long limit) {
        try {
            hart.run(limit);
        } catch (Reached reached) {
            stop = new Stop(current, Stop.SIGTRAP, breakpoints.kind(hart.state().pc), 0);
        }
    }

    /** A hart is at a breakpoint: on its way out of the hart's run. */
    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Reached() {
            super(null, null, false, false);
        }
    }

    /** The hart is about to execute the instruction at a breakpoint: not while it sleeps in the WFI before it. */
    private boolean breakpoint(Hart hart) {
        HartState s = hart.state();
        if (!breakpoints.at(s.pc) || s.waiting && hart.idle()) {
            return false;
        }
        stop = new Stop(current, Stop.SIGTRAP, breakpoints.kind(s.pc), 0);
        return true;
    }

    private boolean watched(Retirement step) {
        Breakpoints.Hit hit = step.accesses().isEmpty() ? null : breakpoints.hit(step.accesses());
        if (hit == null) {
            return false;
        }
        stop = new Stop(current, Stop.SIGTRAP, hit.kind(), hit.address());
        return true;
    }
}
