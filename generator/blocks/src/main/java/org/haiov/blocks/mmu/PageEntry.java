package org.haiov.blocks.mmu;

import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;

/**
 * Where a 4 KiB page leads and what may be done with it, after all stages, PMP and PMA.
 *
 * @param page physical page number
 * @param read loads
 * @param write stores; only with D set
 * @param execute fetches, HLVX; loads with MXR are never concluded from it
 * @param user the first stage's U (1 without a first stage and with privilege U)
 * @param device not cacheable; loads and stores only
 */
public record PageEntry(Signal page, Signal read, Signal write, Signal execute, Signal user, Signal device) implements Bundle {
    /**
     * Whether the entry by itself allows an access of the kind ({@link AccessKind}). What MXR alone allows only the MMU says, each time
     * anew; and HLVX without R, since PMP may allow fetches there and no loads.
     */
    Bits allows(Bits kind, Regime regime) {
        Bits fetch = kind.eq(AccessKind.FETCH.ordinal());
        Bits right = OneHot.select(OneHot.encode(kind, AccessKind.values().length), List.of(execute, read, write, execute.and(read)));
        // P 4.3.1, U: for U alone; for S with SUM, but never to fetch from
        Bits whose = regime.user().mux(user, user.not().or(regime.sum().and(fetch.not())));
        return right.and(regime.machine().or(whose));
    }

    /** The shape. */
    public static PageEntry shape(HartConfig c) {
        return new PageEntry(Signal.of(c.pageNumberBits()), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}
