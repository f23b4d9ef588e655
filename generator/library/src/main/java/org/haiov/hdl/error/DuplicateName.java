package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** Two things of one module that must have the same name. */
public final class DuplicateName extends DesignException {
    private static final long serialVersionUID = 1L;

    public DuplicateName(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
