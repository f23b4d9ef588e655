package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A call of the library that makes no sense where it stands. */
public final class BadDescription extends DesignException {
    private static final long serialVersionUID = 1L;

    public BadDescription(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
