package org.haiov.blocks.mmu;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** What a leaf allows whom it lets in: R, W with D, X. */
record PageRights(Signal read, Signal write, Signal execute) implements Bundle {
    static PageRights shape() {
        return new PageRights(Signal.of(1), Signal.of(1), Signal.of(1));
    }

    void all() {
        read.set(1);
        write.set(1);
        execute.set(1);
    }

    /** Those of a leaf whose A is set. */
    void from(Pte pte) {
        read.set(pte.read());
        write.set(pte.write().and(pte.dirty()));
        execute.set(pte.execute());
    }

    /** Takes away what the other does not allow. */
    void restrict(PageRights other) {
        read.set(read.and(other.read));
        write.set(write.and(other.write));
        execute.set(execute.and(other.execute));
    }

    /** Whether an access of the kind is allowed for sure; MXR may allow more. */
    Bits allow(Bits kind) {
        Bits executes = kind.eq(AccessKind.FETCH.ordinal()).or(kind.eq(AccessKind.LOAD_EXECUTABLE.ordinal()));
        return executes.mux(execute, kind.eq(AccessKind.STORE.ordinal()).mux(write, read));
    }
}
