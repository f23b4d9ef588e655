package org.haiov.hdl;

import org.haiov.ir.Memory;

/** A signal whose value is one of a Java enumeration's constants, encoded as its ordinal. */
public final class Enumerated<E extends Enum<E>> {
    private final Signal signal;
    private final Class<E> type;

    Enumerated(Signal signal, Class<E> type) {
        this.signal = signal;
        this.type = type;
    }

    static int width(Class<? extends Enum<?>> type) {
        return Memory.addressWidth(Math.max(1, type.getEnumConstants().length));
    }

    /** The constant as bits of the enumeration's width. */
    public static Bits encode(Enum<?> constant) {
        return Bits.lit(constant.ordinal(), width(constant.getDeclaringClass()));
    }

    /** The encoding. */
    public Signal bits() {
        return signal;
    }

    /** 1 where it is this constant. */
    public Bits is(E constant) {
        return signal.eq(constant.ordinal());
    }

    public void set(E constant) {
        signal.set(constant.ordinal());
    }

    public void set(Enumerated<E> other) {
        signal.set(other.signal);
    }

    int constants() {
        return type.getEnumConstants().length;
    }
}
