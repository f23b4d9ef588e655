package org.haiov.hdl;

import org.haiov.ir.Loc;

/** The user's place, for the helpers in {@code org.haiov.hdl.lib}, which check their own arguments. */
public final class Places {
    private Places() {
    }

    /** The innermost line outside the library that led here. */
    public static Loc here() {
        return Sites.here().loc();
    }
}
