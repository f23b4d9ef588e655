package org.haiov.sim.golden.vi;

/**
 * The golden model of the VI controller. It hears everything that crosses the controller's boundary, cycle by cycle, and works
 * through each cycle in the order of docs/hart-link.md, section 9; the first thing that is not as specified is a
 * {@link Violation}.
 *
 * <p>What the controller is free to choose (whom it accepts when, when and to whom it presents) the model takes from the events and
 * checks for legality; everything else it computes itself. Level 2 is not there yet: a level-2 VID waits, and a
 * level-2 offer or eviction is a violation.
 */
public final class ControllerModel {
    private final State state;
    private final Journal journal;
    private final Statistics statistics = new Statistics();
    private final Routing routing = new Routing();
    private final WaitingSet waiting;
    private final TokenBuckets buckets;
    private final Requests requests;
    private final Presentations presentations;
    private final Registers registers;
    private final RegisterPort port;
    private final Drains drains;
    private int lastChange;

    /** A controller just out of reset; the next {@link #cycle} is the first one after it. */
    public ControllerModel(Configuration size) {
        Bounds bounds = Bounds.of(size);
        state = new State(size, false);
        Transitions transitions = new Transitions(state);
        journal = new Journal(state);
        buckets = new TokenBuckets(size.slots(), bounds);
        waiting = new WaitingSet(state, journal, routing, buckets, bounds);
        requests = new Requests(state, transitions, journal, waiting, statistics, bounds);
        presentations = new Presentations(state, transitions, journal, waiting, routing, buckets, requests, statistics, bounds);
        registers = new Registers(state, effects());
        drains = new Drains(state, journal, statistics, bounds);
        port = new RegisterPort(registers, requests, drains, buckets, journal, statistics, bounds);
    }

    /**
     * One cycle.
     *
     * @param cycle all signals and events of it; read only, and not kept
     * @throws Violation when something in it is not as specified; the model is of no further use then
     */
    public void cycle(Cycle cycle) {
        journal.nextCycle();
        waiting.begin(routing.begin(state));
        presentations.checkLines(cycle);
        checkLevel2(cycle);
        port.begin(cycle);

        // The order of section 9.
        port.read(cycle);
        drains.found(cycle);
        presentations.hartEvents(cycle);
        requests.answer(cycle);
        port.write(cycle);
        presentations.checkWithdrawn(cycle);
        presentations.present(cycle);
        requests.checkFastPath(cycle, routing, buckets, presentations);

        checkQuiet(cycle);
        port.respond(cycle);
        requests.accept(cycle);
        drains.end();
        waiting.end();
        presentations.end(cycle);
    }

    private Effects effects() {
        return new Effects() {
            @Override
            public void changed(int vid) {
                waiting.refresh(vid);
            }

            @Override
            public void changed(int word, long vids) {
                waiting.refreshWord(word, vids);
            }

            @Override
            public void slotChanged(int slot) {
                waiting.refreshSlot(slot);
            }

            @Override
            public void bucketWritten(int slot, long value) {
                buckets.write(slot, value, journal.now());
                waiting.bucketWritten();
            }

            @Override
            public void withdraw(int vid) {
                presentations.withdraw(vid);
            }
        };
    }

    private void checkLevel2(Cycle cycle) {
        int change = cycle.vsChange;
        boolean quietWrong = (cycle.vsQuiet & ~(change | lastChange)) != 0 || (change & lastChange & ~cycle.vsQuiet) != 0;
        lastChange = change;
        if (cycle.vsOffer != 0 || quietWrong || cycle.evictValid) {
            throw journal.broken(Rule.VS_LATER, "vs.offer=0b" + Integer.toBinaryString(cycle.vsOffer) + " vs.quiet=0b"
                    + Integer.toBinaryString(cycle.vsQuiet) + " ev.evict.valid=" + cycle.evictValid);
        }
    }

    private void checkQuiet(Cycle cycle) {
        if (cycle.quiet && (port.underWay() || requests.underWay())) {
            throw journal.broken(Rule.QUIET, "ev.quiet=1 while " + (port.underWay() ? "a register access" : "a request") + " is under way");
        }
    }

    /** Cycles since reset so far. */
    public long cycles() {
        return journal.now() + 1;
    }

    public Configuration configuration() {
        return state.size;
    }

    public Statistics statistics() {
        return statistics;
    }

    /** What a read of the register would return now; the byte offset is a multiple of 8. */
    public long register(int offset) {
        if ((offset & 7) != 0) {
            throw new IllegalArgumentException("offset 0x" + Integer.toHexString(offset) + " is not a multiple of 8");
        }
        return registers.read(offset);
    }

    /** Whether the VID wants presentation (docs/hart-link.md, section 8), tokens aside. */
    public boolean waits(int vid) {
        return waiting.waits(vid);
    }

    /** One VID in words, for messages. */
    public String describe(int vid) {
        return state.describe(vid);
    }
}
