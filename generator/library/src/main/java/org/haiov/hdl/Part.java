package org.haiov.hdl;

import java.math.BigInteger;

/** Some bits of a signal: reads as those bits, and can be assigned like the signal. */
public final class Part extends Bits implements Assignable {
    private final Signal whole;
    private final int lo;
    private final Bits value;

    Part(Signal whole, int hi, int lo, Bits value) {
        super(hi - lo + 1, value.site);
        this.whole = whole;
        this.lo = lo;
        this.value = value;
    }

    /** The bits as a value. */
    Bits value() {
        return value;
    }

    @Override
    public void set(Bits newValue) {
        whole.assign(lo + width() - 1, lo, newValue);
    }

    @Override
    public void set(long newValue) {
        set(Literal.of(BigInteger.valueOf(newValue), width(), null));
    }

    @Override
    public Part slice(int hi, int low) {
        Bits inner = super.slice(hi, low);
        return inner == this ? this : new Part(whole, lo + hi, lo + low, inner);
    }

    @Override
    public Part bit(int index) {
        return slice(index, index);
    }

    @Override
    String describe() {
        return whole.describe() + (width() == 1 ? "[" + lo + "]" : "[" + (lo + width() - 1) + ":" + lo + "]");
    }
}
