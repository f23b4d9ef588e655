package org.haiov.sim.engine.verilator;

/** What of a design can be seen while it runs; the less, the faster. */
enum Visibility {
    /** The top module's ports alone. */
    PORTS,
    /** Registers, memories, write ports and the top module's ports: what {@link org.haiov.sim.engine.StateLayout} has. */
    STATE,
    /** Wires too. */
    ALL
}
