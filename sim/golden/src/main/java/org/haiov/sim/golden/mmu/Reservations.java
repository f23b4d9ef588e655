package org.haiov.sim.golden.mmu;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.state.HartState;

/**
 * Reservations of LR against the stores of other harts: a store to the aligned 64 bytes around the reserved address ends the reservation.
 * Harts that write RAM directly are not seen here; the machine ends all reservations when it turns from one hart to the next.
 */
public final class Reservations {
    static final long SET = -64;

    private final List<HartState> harts = new ArrayList<>();

    public void add(HartState hart) {
        harts.add(hart);
    }

    void stored(HartState by, long physical) {
        for (HartState hart : harts) {
            if (hart != by && hart.reservation != HartState.NO_RESERVATION && (hart.reservation & SET) == (physical & SET)) {
                hart.reservation = HartState.NO_RESERVATION;
            }
        }
    }
}
