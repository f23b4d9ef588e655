package org.haiov.sim.golden.translate;

/** Numbers of locals in the generated method {@code int run(CodeContext context, long base, int left)}. */
final class Local {
    static final int CONTEXT = 1;
    static final int BASE = 2;
    static final int LEFT = 4;
    static final int READS = 5;
    static final int WRITES = 6;
    static final int RAM = 7;
    static final int REGIME = 8;
    /** Where pc goes. */
    static final int TARGET = 10;
    static final int X = 12;
    static final int EXCEPTION = 13;
    private static final int REGISTERS = 14;

    private Local() {}

    static int register(int number) {
        return REGISTERS + 2 * number;
    }
}
