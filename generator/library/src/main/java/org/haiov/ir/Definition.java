package org.haiov.ir;

import java.util.List;

/** What an instance is an instance of. */
public sealed interface Definition permits ModuleIr, External {
    /** Verilog module name, unique in the design. */
    String name();

    /** In declaration order; every net is of kind CLOCK, INPUT or OUTPUT. */
    List<Net> ports();

    Loc loc();
}
