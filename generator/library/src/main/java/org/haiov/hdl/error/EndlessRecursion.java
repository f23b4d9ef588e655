package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A module that contains itself without end. */
public final class EndlessRecursion extends DesignException {
    private static final long serialVersionUID = 1L;

    public EndlessRecursion(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
