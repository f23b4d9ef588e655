package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A slice, shift or concatenation that the value does not have. */
public final class BadSlice extends DesignException {
    private static final long serialVersionUID = 1L;

    public BadSlice(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
