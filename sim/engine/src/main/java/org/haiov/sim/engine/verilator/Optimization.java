package org.haiov.sim.engine.verilator;

import java.util.List;

/** What a model's C++ is compiled for. */
public enum Optimization {
    /** Quick to build: for tests and short runs. */
    BUILD(List.of("-O1")),
    /** Quick to run on the processor it was built on, and on no other kind. */
    RUN(List.of("-O3", "-march=native"));

    private final List<String> flags;

    Optimization(List<String> flags) {
        this.flags = flags;
    }

    /** The compiler's options. */
    List<String> flags() {
        return flags;
    }

    /** Whether a model runs only on processors like the one it was built on. */
    boolean tiedToProcessor() {
        return this == RUN;
    }
}
