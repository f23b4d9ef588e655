package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A signal with two structural drivers. */
public final class TwoDrivers extends DesignException {
    private static final long serialVersionUID = 1L;

    public TwoDrivers(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
