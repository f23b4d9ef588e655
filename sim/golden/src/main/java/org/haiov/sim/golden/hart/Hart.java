package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.csr.CsrFile;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Clint;
import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.CodeContext;
import org.haiov.sim.golden.mmu.CodePage;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.MemoryPort;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.mmu.TranslatedCode;
import org.haiov.sim.golden.state.Trap;
import org.haiov.sim.golden.translate.Translation;

/**
 * A hart. Each instruction retired and each trap taken lasts one cycle.
 *
 * <p>Instructions run in blocks: as long as pc stays in one page and nothing calls for {@linkplain HartState#attention attention}, the next
 * decoded instruction is executed at once. Interrupts, timers and stale translations are looked at between blocks only, and whatever
 * could make them matter ends the block, so that they are as precise as if they were looked at before every instruction.
 */
public final class Hart {
    private final HartState state;
    private final TimeBase time;
    private final CsrFile csrs;
    private final MemoryPort memory;
    private final Traps traps;
    private final Interrupts interrupts;
    private final Timers timers;
    private final XhaiovUnit xhaiov;
    private final Interpreter interpreter;

    /** The instruction in execution; null while it is fetched. */
    private Decoded current;
    private long deadline;
    private boolean stopped;
    /** The last block ended with an exception; {@code state.trap} tells which. */
    boolean trapped;
    private long retiredAtTrap;
    private int fruitless;
    /** Null where nothing is translated. */
    private Translation translation;
    /** Somebody outside says what timers' lines are. */
    private boolean linesFromOutside;
    private HartObserver observer;

    public Hart(int id, HartOptions options, TimeBase time, Bus bus, CodePages code, Reservations reservations) {
        this.state = new HartState(id, options);
        this.time = time;
        this.xhaiov = new XhaiovUnit(state);
        this.csrs = new CsrFile(state, time, xhaiov);
        this.memory = new MemoryPort(state, bus, code, reservations);
        this.traps = new Traps(state, xhaiov);
        this.interrupts = new Interrupts(state, xhaiov);
        this.timers = new Timers(state, time);
        this.interpreter = new Interpreter(state, memory, new SystemInstructions(state, memory, csrs, traps, xhaiov));
    }

    /** From now on hot code is translated. */
    public void translate() {
        translation = new Translation(memory, Translation.HOT);
    }

    /** As {@link #translate()}, but after {@code hot} jumps to a place: for tests, which have no time to wait. */
    public void translate(int hot) {
        translation = new Translation(memory, hot);
    }

    /** Pieces of code that this hart has translated. */
    public long translations() {
        return translation == null ? 0 : translation.count();
    }

    public HartState state() {
        return state;
    }

    /** @param observer told of what the hart does; null for none */
    public void observe(HartObserver observer) {
        this.observer = observer;
    }

    Interrupts interrupts() {
        return interrupts;
    }

    /** The instruction in execution, or executed or faulted last; null while it is fetched, and where its fetch faulted. */
    public Decoded current() {
        return current;
    }

    public CsrFile csrs() {
        return csrs;
    }

    public XhaiovUnit xhaiov() {
        return xhaiov;
    }

    public MemoryPort memory() {
        return memory;
    }

    /** The CLINT's, with mtimecmp and msip of this hart. */
    public Clint.Port clintPort() {
        return new Clint.Port() {
            @Override
            public boolean software() {
                return (state.linePending & Interrupt.MSI) != 0;
            }

            @Override
            public void software(boolean pending) {
                state.line(Interrupt.MSI, pending);
            }

            @Override
            public long compare() {
                return timers.machineCompare();
            }

            @Override
            public void compare(long ticks) {
                timers.machineCompare(ticks);
            }
        };
    }

    /**
     * From now on the lines of interrupts, those of timers too, are what {@link HartState#line} says alone: for lockstep with an implementation
     * that has a time of its own.
     */
    public void linesFromOutside() {
        linesFromOutside = true;
        state.timersChanged();
    }

    /** Ticks of the time base as this hart sees them. */
    public long ticks() {
        return time.time(state.cycles);
    }

    public void ticks(long ticks) {
        time.set(state.cycles, ticks);
        state.timersChanged();
    }

    /** The first cycle at which a timer of this hart will become pending; Long.MAX_VALUE for none. */
    public long deadline() {
        refresh();
        return deadline;
    }

    /** Exceptions in a row between which no instruction retired: a trap handler that cannot be fetched has no end of them. */
    public int fruitlessTraps() {
        return fruitless;
    }

    /** Ends {@link #run} after the current instruction, for good. */
    public void stop() {
        stopped = true;
        state.attention = true;
    }

    /** Whether the hart waits in WFI and nothing wakes it now. */
    public boolean idle() {
        refresh();
        return state.waiting && !interrupts.wakes();
    }

    /** Runs until machine cycle {@code limit}; a hart in WFI sleeps through to it, or to its timer. */
    public void run(long limit) {
        while (state.cycles < limit && !stopped) {
            settle();
            if (takeInterrupt()) {
                continue;
            }
            if (state.waiting) {
                sleep(limit);
            } else {
                // Attention that is left asks for a look after one instruction.
                advance(state.attention ? state.cycles + 1 : Math.min(limit, deadline));
            }
        }
    }

    private void advance(long limit) {
        HartObserver watching = observer;
        if (watching == null) {
            burst(limit);
            return;
        }
        long pc = state.pc;
        if (!watching.follows(pc)) {
            block(limit);
            return;
        }
        int privilege = state.privilege;
        boolean virtual = state.virtual;
        block(state.cycles + 1);
        if (trapped) {
            watching.trapped(pc, privilege, virtual, current, state.trap);
        } else {
            watching.retired(pc, privilege, virtual, current);
        }
    }

    /** What is due between blocks but for interrupts: timers, stale translations, the end of WFI. */
    void settle() {
        refresh();
        if (state.staleTranslations) {
            state.staleTranslations = false;
            memory.flush();
        }
        if (state.staleAddressSpace) {
            state.staleAddressSpace = false;
            memory.addressSpaceChanged();
        }
        if (state.waiting && interrupts.wakes()) {
            state.waiting = false;
        }
    }

    /** Takes the first interrupt that is pending and enabled. */
    private boolean takeInterrupt() {
        if (!state.attention) {
            return false;
        }
        state.attention = false;
        int code = interrupts.next();
        if (code == Interrupts.NONE) {
            return false;
        }
        takeInterrupt(code);
        return true;
    }

    void takeInterrupt(int code) {
        long pc = state.pc;
        int privilege = state.privilege;
        boolean virtual = state.virtual;
        traps.interrupt(code);
        state.cycles++;
        if (observer != null) {
            observer.interrupted(pc, privilege, virtual, code);
        }
    }

    /** In WFI: on to {@code limit}, or to the next timer. */
    void sleep(long limit) {
        state.cycles = Math.min(limit, Math.max(deadline, state.cycles));
        state.timersChanged();
    }

    private void refresh() {
        if (state.staleTimers || state.cycles >= deadline) {
            state.staleTimers = false;
            deadline = linesFromOutside ? xhaiov.update() : Math.min(timers.update(), xhaiov.update());
        }
    }

    /** Executes blocks, as translated code where there is some, until something calls for attention or cycle {@code limit} is reached. */
    private void burst(long limit) {
        if (translation == null) {
            block(limit);
            return;
        }
        HartState s = state;
        CodePage page = null;
        boolean translated = false;
        try {
            do {
                current = null;
                page = memory.fetchPage(s.pc);
                int place = (int) s.pc >> 1 & CodePage.PLACES - 1;
                TranslatedCode code = page.code[place];
                if (code != null || translation.reached(page, place) && (code = page.code[place]) != null) {
                    translated = true;
                    int executed = memory.context().execute(code, s.pc & -4096, (int) Math.min(limit - s.cycles, Integer.MAX_VALUE));
                    translated = false;
                    if (executed > 0) {
                        continue;
                    }
                }
                straight(page, limit);
            } while (!s.attention && s.cycles < limit);
        } catch (CodeContext.Leave leave) {
            memory.context().complete();
        } catch (Trap trap) {
            if (translated) {
                current = page.places[(int) s.pc >> 1 & CodePage.PLACES - 1];
                if (current == null) {
                    current = memory.decode(page, (int) s.pc & 4095);
                }
            }
            exception(trap);
        }
    }

    /** Executes instructions up to a jump or the end of the page, at least one, and not beyond cycle {@code limit}. */
    private void straight(CodePage page, long limit) {
        HartState s = state;
        long next;
        do {
            Decoded d = page.places[(int) s.pc >> 1 & CodePage.PLACES - 1];
            if (d == null) {
                current = null;
                d = memory.fetch(page, s.pc);
            }
            current = d;
            next = s.pc + d.length;
            s.nextPc = next;
            interpreter.execute(d);
            s.pc = s.nextPc;
            s.retired++;
            s.cycles++;
        } while (s.pc == next && !s.attention && s.cycles < limit && (next & 4095) > 2);
    }

    /** Executes instructions up to the end of the block, at least one, and not beyond cycle {@code limit}. */
    void block(long limit) {
        HartState s = state;
        trapped = false;
        try {
            current = null;
            CodePage page = memory.fetchPage(s.pc);
            long start = s.pc & -4096;
            do {
                Decoded d = page.places[(int) s.pc >> 1 & CodePage.PLACES - 1];
                if (d == null) {
                    current = null;
                    d = memory.fetch(page, s.pc);
                }
                current = d;
                s.nextPc = s.pc + d.length;
                interpreter.execute(d);
                s.pc = s.nextPc;
                s.retired++;
                s.cycles++;
            } while (!s.attention && s.cycles < limit && (s.pc & -4096) == start);
        } catch (Trap trap) {
            exception(trap);
        }
    }

    private void exception(Trap trap) {
        traps.exception(trap, current);
        trapped = true;
        state.cycles++;
        fruitless = state.retired == retiredAtTrap ? fruitless + 1 : 0;
        retiredAtTrap = state.retired;
    }
}
