package org.haiov.sim.golden.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.sim.golden.vi.State.Place;

/**
 * What becomes of a controller's state when something happens to it. The model that checks a controller and the controller that acts
 * share it; who is chosen, and when, stands with them.
 */
final class Transitions {
    private static final Register MAP = Facts.viController().register("map");
    private static final Field V = MAP.field("V");
    private static final Field SLOT = MAP.field("slot");
    private static final Field VID = MAP.field("VID");

    private final State state;

    Transitions(State state) {
        this.state = state;
    }

    /** The VID of a good request, or -1: "no valid entry, entry or VID of another slot" (docs/hart-link.md, Q5). */
    int target(long index, int slot) {
        if (Long.compareUnsigned(index, state.size.entries()) >= 0) {
            return -1;
        }
        long entry = state.map[(int) index];
        if (V.get(entry) == 0 || SLOT.get(entry) != slot) {
            return -1;
        }
        int vid = (int) VID.get(entry);
        return State.VALID.get(state.config[vid]) == 0 || state.slot(vid) != slot ? -1 : vid;
    }

    /** A map entry in words, for messages. */
    String describe(long index) {
        if (Long.compareUnsigned(index, state.size.entries()) >= 0) {
            return "there are " + state.size.entries() + " entries";
        }
        long entry = state.map[(int) index];
        return "map[" + index + "] = V " + V.get(entry) + ", slot " + SLOT.get(entry) + ", " + state.describe((int) VID.get(entry));
    }

    /** A good request for {@code vid}; whether it coalesces (Q6). */
    boolean request(int vid) {
        if (state.pending(vid)) {
            state.coalesced[vid]++;
            return true;
        }
        state.setPending(vid, true);
        return false;
    }

    /** {@code vid} is presented to {@code hart} at its level. */
    void present(int vid, int hart) {
        switch (state.level(vid)) {
            case State.SUPERVISOR -> {
                state.put(vid, Place.OFFERED, hart);
                state.offered[hart] = vid;
            }
            case State.GUEST -> {
                state.put(vid, Place.OFFERED, hart);
                state.guestOffered[hart] = vid;
            }
            default -> {
                state.put(vid, Place.PUSHED, hart);
                state.userState[hart] = UserState.PUSH;
                state.userVid[hart] = vid;
            }
        }
    }

    /** The hart claims what it is offered, which is {@code vid}. */
    void claim(int vid) {
        unoffer(vid);
        state.setPending(vid, false);
        state.deliveries[vid]++;
    }

    /** Takes back what a hart is offered at level 0 or 2; it stays pending. */
    void unoffer(int vid) {
        (state.level(vid) == State.GUEST ? state.guestOffered : state.offered)[state.hart[vid]] = -1;
        state.takeAway(vid);
    }

    /** The hart reports {@code event} of its user VI (docs/hart-link.md, section 5). */
    void userEvent(int hart, UserEvent event) {
        int vid = state.userVid[hart];
        state.userState[hart] = event.to();
        if (event == UserEvent.ENTER || event == UserEvent.TAKE) {
            state.deliveries[vid]++;
            if (!state.cleared[vid]) {
                state.setPending(vid, false);
            }
            state.cleared[vid] = false;
            state.withdrawing[vid] = false;
        }
        if (event == UserEvent.ENTER) {
            state.put(vid, Place.RUNNING, hart);
        } else if (event.to() == UserState.IDLE) {
            state.userVid[hart] = -1;
            state.takeAway(vid);
        }
    }
}
