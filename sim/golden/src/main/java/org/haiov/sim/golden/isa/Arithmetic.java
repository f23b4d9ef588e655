package org.haiov.sim.golden.isa;

/** M extension where Java's operators differ from it (Unprivileged 20191213, chapter 7): no trap, fixed results for 0 and overflow. */
public final class Arithmetic {
    private Arithmetic() {}

    public static long mulhsu(long a, long b) {
        return Math.multiplyHigh(a, b) + (b >> 63 & a);
    }

    public static long div(long a, long b) {
        return b == 0 ? -1 : a / b; // Java's MIN_VALUE / -1 is MIN_VALUE, as here
    }

    public static long divu(long a, long b) {
        return b == 0 ? -1 : Long.divideUnsigned(a, b);
    }

    public static long rem(long a, long b) {
        return b == 0 ? a : a % b;
    }

    public static long remu(long a, long b) {
        return b == 0 ? a : Long.remainderUnsigned(a, b);
    }

    public static int divw(int a, int b) {
        return b == 0 ? -1 : a / b;
    }

    public static int divuw(int a, int b) {
        return b == 0 ? -1 : Integer.divideUnsigned(a, b);
    }

    public static int remw(int a, int b) {
        return b == 0 ? a : a % b;
    }

    public static int remuw(int a, int b) {
        return b == 0 ? a : Integer.remainderUnsigned(a, b);
    }
}
