package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A name that Verilog or SystemVerilog keeps for itself, or that is no identifier. */
public final class ReservedName extends DesignException {
    private static final long serialVersionUID = 1L;

    public ReservedName(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
