package org.haiov.blocks.vi;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What a presenter still wants done for its VID, one of the two: the pending bit set again, or the delivery counted. It waits
 * for {@code grant}.
 */
record Service(Signal giveBack, Signal count, Signal grant) implements Bundle {
    static Service shape() {
        return new Service(Signal.of(1), Signal.of(1), flip(Signal.of(1)));
    }
}
