package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A signal used in a module that cannot see it. */
public final class NotVisible extends DesignException {
    private static final long serialVersionUID = 1L;

    public NotVisible(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
