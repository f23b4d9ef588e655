package org.haiov.passes;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A signal depends on its own value of the same moment. */
public final class CombinationalLoop extends DesignException {
    private static final long serialVersionUID = 1L;

    CombinationalLoop(String what, List<Loc> places) {
        super(what, "put a register into the loop; where it closes only between different bits of one signal, make them signals of"
                + " their own", places);
    }
}
