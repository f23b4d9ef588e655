package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A value does not fit where it was put, and nothing said that bits may be lost. */
public final class SilentTruncation extends DesignException {
    private static final long serialVersionUID = 1L;

    public SilentTruncation(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
