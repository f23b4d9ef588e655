package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A wire that some path through when and switch leaves without a value: hardware would need a latch. */
public final class PartlyDriven extends DesignException {
    private static final long serialVersionUID = 1L;

    public PartlyDriven(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
