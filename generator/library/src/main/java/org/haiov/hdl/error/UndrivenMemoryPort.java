package org.haiov.hdl.error;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** A memory port whose address, data or enable nothing drives. */
public final class UndrivenMemoryPort extends DesignException {
    private static final long serialVersionUID = 1L;

    public UndrivenMemoryPort(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }
}
