package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A wire, output, instance input or register that nothing drives, or some bits of it. */
public final class Undriven extends DesignException {
    private static final long serialVersionUID = 1L;

    public Undriven(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
