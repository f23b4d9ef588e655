package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** An assignment to something that may not be assigned from there. */
public final class NotAssignable extends DesignException {
    private static final long serialVersionUID = 1L;

    public NotAssignable(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
