package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Which presenters are empty, one bit for each hart.
 *
 * @param supervisorFree nothing presented at level supervisor, as the routing rule means it
 * @param userFree ACT = PARK = PRES = 0, as the routing rule means it
 * @param supervisorReady takes a VID now: free, and nothing left to do for the last one
 * @param userReady the same of level user
 */
record Vacancy(Signal supervisorFree, Signal userFree, Signal supervisorReady, Signal userReady) implements Bundle {
    static Vacancy shape(ViConfig c) {
        return new Vacancy(Signal.of(c.harts()), Signal.of(c.harts()), Signal.of(c.harts()), Signal.of(c.harts()));
    }

    /** Those that take a VID now, level supervisor in the low bits. */
    Bits ready() {
        return Bits.cat(userReady, supervisorReady);
    }
}
