package org.haiov.sim.engine.jvm;

import java.math.BigInteger;

/** Values of any width as longs, lowest first. */
final class Words {
    private static final BigInteger ABOVE = BigInteger.ONE.shiftLeft(64);

    private Words() {
    }

    static BigInteger unsigned(long word) {
        BigInteger value = BigInteger.valueOf(word);
        return word < 0 ? value.add(ABOVE) : value;
    }
}
