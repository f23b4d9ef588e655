package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** Values whose widths differ were put together. */
public final class WidthMismatch extends DesignException {
    private static final long serialVersionUID = 1L;

    public WidthMismatch(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
