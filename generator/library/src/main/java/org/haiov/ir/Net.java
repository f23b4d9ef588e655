package org.haiov.ir;

import java.util.Objects;

/**
 * A named bundle of bits in one module. Its name is unique in the module, so a net is equal to another when all its fields are.
 *
 * @param name legal Verilog identifier, taken from the Java field or variable
 * @param width number of bits, at least 1
 * @param kind what drives it
 * @param loc where the user declared it
 * @param ignored bits that nothing reads are so on purpose
 */
public record Net(String name, int width, Kind kind, Loc loc, boolean ignored) {
    /** What drives a net. */
    public enum Kind {
        /** A clock input; only registers, memory ports, checks and instances' clock ports may use it. */
        CLOCK,
        /** Driven from outside the module. */
        INPUT,
        /** Driven by exactly one {@link Assign}, read outside. */
        OUTPUT,
        /** Driven by exactly one {@link Assign}, {@link Instance} output or combinational {@link Memory.ReadPort}. */
        WIRE,
        /** Output of a {@link Register}. */
        REGISTER,
        /** Data of a synchronous {@link Memory.ReadPort}: state, as a register is. */
        READ_DATA
    }

    public Net {
        Objects.requireNonNull(name, "name");
        if (width < 1) {
            throw new IllegalArgumentException("net " + name + ": width " + width);
        }
    }

    /** Whether the net holds state, that is changes only at a clock edge. */
    public boolean isState() {
        return kind == Kind.REGISTER || kind == Kind.READ_DATA;
    }

    /** A net of which every bit should be read. */
    public Net(String name, int width, Kind kind, Loc loc) {
        this(name, width, kind, loc, false);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Net n && width == n.width && kind == n.kind && name.equals(n.name)
                && loc.equals(n.loc);
    }

    /** Names are unique in a module, so the name alone spreads well, and its hash is cached. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
