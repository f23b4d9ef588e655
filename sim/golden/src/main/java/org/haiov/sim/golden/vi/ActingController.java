package org.haiov.sim.golden.vi;

import java.util.List;
import java.util.function.LongSupplier;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.sim.golden.vi.State.Place;

/**
 * A VI controller that acts: the same state, registers and rules as {@link ControllerModel}, and choices of its own, which are
 * deterministic. Everything happens at once: a request is answered when it is made, and a VID is presented as soon as it wants to be, a
 * hart is there for it and its slot has a token.
 *
 * <p>Where an implementation makes the choices, {@link #follow} turns its own off; {@link #present} and {@link #withdrawn} then take what
 * they are told if it is legal, and {@link #overdue} says for how long something could have been presented.
 */
public final class ActingController {
    private static final long MOST_CYCLES = 0xFFFF_FFFFL;
    private static final Register EVICT = Facts.viController().register("slot.evict");
    private static final Field EVICT_V = EVICT.field("V");
    private static final Field EVICT_VID = EVICT.field("VID");

    private final State state;
    private final Transitions transitions;
    private final Routing routing = new Routing();
    private final LazyBuckets buckets;
    private final Registers registers;
    private final List<? extends HartPort> harts;
    private final LongSupplier clock;
    /** Level-2 VIDs that wait because no hart hosts their vCPU. */
    private final boolean[] homeless;
    private boolean following;
    private boolean looking;
    private boolean again;
    private long now;
    private long deadline = LazyBuckets.NEVER;
    private long dueSince = LazyBuckets.NEVER;

    /** @param clock machine time in cycles; where it goes back, as from one hart's turn to the next, time stands still here */
    public ActingController(Configuration size, List<? extends HartPort> harts, LongSupplier clock) {
        if (harts.size() != size.harts()) {
            throw new IllegalArgumentException(harts.size() + " harts at a controller of " + size);
        }
        state = new State(size, true);
        transitions = new Transitions(state);
        buckets = new LazyBuckets(size.slots());
        registers = new Registers(state, effects());
        homeless = new boolean[size.vids()];
        this.harts = List.copyOf(harts);
        this.clock = clock;
    }

    public Configuration configuration() {
        return state.size;
    }

    // --- software ---

    /** An aligned read of 8 bytes at {@code offset}. */
    public long read(int offset) {
        see();
        return registers.read(offset);
    }

    /** An aligned write of 8 bytes. */
    public void write(int offset, long value) {
        see();
        registers.write(offset, value);
        look();
    }

    private Effects effects() {
        return new Effects() {
            @Override
            public void changed(int vid) { }

            @Override
            public void changed(int word, long vids) { }

            @Override
            public void slotChanged(int slot) { }

            @Override
            public void bucketWritten(int slot, long value) {
                buckets.write(slot, value, now);
            }

            @Override
            public void withdraw(int vid) {
                ActingController.this.withdraw(vid);
            }
        };
    }

    // --- harts ---

    /** A request of a hart: whether it is good, and done. */
    public boolean request(long index, int slot) {
        int vid = transitions.target(index, slot);
        if (vid < 0) {
            return false;
        }
        transitions.request(vid);
        look();
        return true;
    }

    /** The hart claims what it is shown at level 0, if anything. */
    public void claim(int hart) {
        claim(hart, state.offered[hart]);
    }

    /** The guest on the hart claims what it is shown at level 2. */
    public void claimGuest(int hart) {
        claim(hart, state.guestOffered[hart]);
    }

    private void claim(int hart, int vid) {
        if (vid >= 0) {
            boolean guest = state.level(vid) == State.GUEST;
            transitions.claim(vid);
            show(hart, guest);
            look();
        }
    }

    /** What happened to the hart's user VI. */
    public void userEvent(int hart, UserEvent event) {
        if (event.from() != state.userState[hart]) {
            throw new IllegalStateException("hart " + hart + " reports " + event + " in state " + state.userState[hart]);
        }
        transitions.userEvent(hart, event);
        look();
    }

    /** hvictx of the hart is about to be written: what its guest is shown is taken back first. */
    public void guestLeaves(int hart) {
        int vid = state.guestOffered[hart];
        if (vid >= 0) {
            withdraw(vid);
        }
    }

    // --- presentation ---

    /** Cycle at which a slot's token comes that a VID waits for. */
    public long deadline() {
        return deadline;
    }

    /** Whether anything is pending: only then may what harts show, or time, make a difference. */
    public boolean waits() {
        for (long word : state.pending) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    /** Something that harts show is other than before: presents what wants to be, and takes back what a hart with EN=0 was shown. */
    public void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        do {
            again = false;
            see();
            disabled();
            deadline = LazyBuckets.NEVER;
            int best = best();
            if (best < 0) {
                dueSince = LazyBuckets.NEVER;
            } else if (following) {
                dueSince = Math.min(dueSince, now);
            } else {
                give(best, Routing.hart(choose(best)));
                again = true;
            }
            evict();
        } while (again);
        looking = false;
    }

    private void see() {
        now = Math.max(now, clock.getAsLong());
        state.seenUser = state.seenIdle = state.seenUve = state.seenEn = 0;
        for (int h = 0; h < harts.size(); h++) {
            HartPort hart = harts.get(h);
            state.seenUser |= hart.user() ? 1 << h : 0;
            state.seenIdle |= hart.idle() ? 1 << h : 0;
            state.seenUve |= hart.takesUserVis() ? 1 << h : 0;
            state.seenEn |= hart.enabled() ? 1 << h : 0;
        }
        routing.begin(state);
    }

    private void disabled() {
        for (int h = 0; h < harts.size(); h++) {
            if ((state.seenEn >>> h & 1) == 0) {
                if (state.offered[h] >= 0) {
                    withdraw(state.offered[h]);
                }
                guestLeaves(h);
            }
        }
    }

    /** The VID to present now, or -1: of those with a hart to go to and a token, the highest priority and the lowest number. */
    private int best() {
        int best = -1;
        for (int word = 0; word < state.pending.length; word++) {
            for (long left = state.pending[word]; left != 0; left &= left - 1) {
                int vid = 64 * word + Long.numberOfTrailingZeros(left);
                if (state.waits(vid) && (best < 0 || state.priority(vid) > state.priority(best)) && choose(vid) != Routing.NONE) {
                    long at = buckets.available(state.slot(vid), now);
                    if (at <= now) {
                        best = vid;
                    } else {
                        deadline = Math.min(deadline, at);
                    }
                }
            }
        }
        return best;
    }

    private int choose(int vid) {
        if (state.level(vid) == State.GUEST) {
            return routing.chooseAmong(state.config[vid], hosting(vid) & free(State.GUEST));
        }
        return routing.choose(state.config[vid], state.level(vid));
    }

    private int hosting(int vid) {
        int able = 0;
        for (int h = 0; h < harts.size(); h++) {
            able |= harts.get(h).hosts(state.slot(vid), (int) State.VCPU.get(state.config[vid])) ? 1 << h : 0;
        }
        return able;
    }

    private int free(int level) {
        if (level != State.GUEST) {
            return routing.free(level);
        }
        int free = 0;
        for (int h = 0; h < harts.size(); h++) {
            free |= state.guestOffered[h] < 0 ? 1 << h : 0;
        }
        return free;
    }

    private void give(int vid, int hart) {
        buckets.spend(state.slot(vid), now);
        transitions.present(vid, hart);
        if (state.level(vid) != State.USER) {
            show(hart, state.level(vid) == State.GUEST);
            return;
        }
        long[] context = state.ctx[vid].clone();
        if (context[State.CTX_LIMIT] >>> 32 != 0) {
            context[State.CTX_LIMIT] = MOST_CYCLES;
        }
        harts.get(hart).push(vid, context);
        state.userState[hart] = UserState.PRES;
    }

    private void show(int hart, boolean guest) {
        int vid = (guest ? state.guestOffered : state.offered)[hart];
        int priority = vid < 0 ? 0 : state.priority(vid);
        if (guest) {
            harts.get(hart).guest(vid < 0 ? -1 : (int) State.NUMBER.get(state.config[vid]), priority);
        } else {
            harts.get(hart).supervisor(vid, priority);
        }
    }

    private void withdraw(int vid) {
        int hart = state.hart[vid];
        if (state.place[vid] == Place.OFFERED) {
            boolean guest = state.level(vid) == State.GUEST;
            transitions.unoffer(vid);
            show(hart, guest);
        } else if (state.place[vid] == Place.PUSHED) {
            state.withdrawing[vid] = true;
            if (!following) {
                takeBack(hart);
            }
        }
    }

    private void takeBack(int hart) {
        harts.get(hart).withdraw();
        transitions.userEvent(hart, UserEvent.WITHDRAWN);
    }

    /** "slot[s].evict becomes pending, once, when a level-2 VID of the slot begins to wait unpresented": no hart hosts its vCPU. */
    private void evict() {
        for (int vid = 0; vid < homeless.length; vid++) {
            if (!homeless[vid] && !state.pending(vid)) {
                continue;
            }
            boolean waits = state.level(vid) == State.GUEST && state.waits(vid)
                    && routing.chooseAmong(state.config[vid], hosting(vid)) == Routing.NONE;
            if (waits && !homeless[vid]) {
                long evict = state.evict[state.slot(vid)];
                if (EVICT_V.get(evict) != 0) {
                    state.setPending((int) EVICT_VID.get(evict), true);
                    again = true;
                }
            }
            homeless[vid] = waits;
        }
    }

    // --- lockstep ---

    /** From now on somebody else chooses. */
    public void follow() {
        following = true;
    }

    /**
     * {@code vid} is presented to {@code hart}.
     *
     * @throws IllegalArgumentException where that is not legal now; the message says why
     */
    public void present(int vid, int hart) {
        see();
        if (vid < 0 || vid >= state.size.vids() || hart < 0 || hart >= harts.size()) {
            throw new IllegalArgumentException("there is no vid " + vid + " or no hart " + hart + " at a controller of " + state.size);
        }
        String why = !state.waits(vid) ? "it does not want presentation"
                : ((int) State.AFFINITY.get(state.config[vid]) & state.seenEn & 1 << hart) == 0 ? "the hart is not in its affinity mask, or EN=0"
                : (free(state.level(vid)) & 1 << hart) == 0 ? "the hart has one of that level already"
                : state.level(vid) == State.GUEST && (hosting(vid) & 1 << hart) == 0 ? "its vCPU is not on the hart"
                : buckets.available(state.slot(vid), now) > now ? "its slot has no token before cycle " + buckets.available(state.slot(vid), now) : null;
        if (why != null) {
            throw new IllegalArgumentException("vid " + vid + " may not be presented to hart " + hart + ": " + why + "\n" + state);
        }
        give(vid, hart);
        dueSince = LazyBuckets.NEVER;
        look();
    }

    /** The hart has answered a withdrawal. */
    public void withdrawn(int hart) {
        int vid = state.userVid[hart];
        if (vid < 0 || !state.withdrawing[vid]) {
            throw new IllegalArgumentException("nothing is being withdrawn from hart " + hart + "\n" + state);
        }
        takeBack(hart);
        look();
    }

    /** For how many cycles something could have been presented and was not. */
    public long overdue() {
        see();
        return dueSince == LazyBuckets.NEVER ? 0 : now - dueSince;
    }

    /** One VID in words, for messages. */
    public String describe(int vid) {
        return state.describe(vid);
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
