package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.mmu.MemoryPort;
import org.haiov.sim.golden.state.HartState;

/** A extension (Unprivileged 20191213, chapter 8). */
final class Atomics {
    private static final int WORD = 4;
    private static final int DOUBLE = 8;

    private final long[] x;
    private final MemoryPort memory;

    Atomics(HartState state, MemoryPort memory) {
        this.x = state.x;
        this.memory = memory;
    }

    /** @return whether it is one of these instructions */
    boolean execute(Decoded d) {
        long address = x[d.rs1];
        long operand = x[d.rs2];
        switch (d.op) {
            case LR_W -> x[d.rd] = memory.loadReserved(address, WORD);
            case LR_D -> x[d.rd] = memory.loadReserved(address, DOUBLE);
            case SC_W -> x[d.rd] = memory.storeConditional(address, WORD, operand) ? 0 : 1;
            case SC_D -> x[d.rd] = memory.storeConditional(address, DOUBLE, operand) ? 0 : 1;
            case AMOSWAP_W, AMOADD_W, AMOXOR_W, AMOAND_W, AMOOR_W, AMOMIN_W, AMOMAX_W, AMOMINU_W, AMOMAXU_W -> {
                int old = (int) memory.amoLoad(address, WORD);
                memory.amoStore(address, WORD, word(d.op, old, (int) operand));
                x[d.rd] = old;
            }
            case AMOSWAP_D, AMOADD_D, AMOXOR_D, AMOAND_D, AMOOR_D, AMOMIN_D, AMOMAX_D, AMOMINU_D, AMOMAXU_D -> {
                long old = memory.amoLoad(address, DOUBLE);
                memory.amoStore(address, DOUBLE, doubleword(d.op, old, operand));
                x[d.rd] = old;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int word(Op op, int a, int b) {
        return switch (op) {
            case AMOSWAP_W -> b;
            case AMOADD_W -> a + b;
            case AMOXOR_W -> a ^ b;
            case AMOAND_W -> a & b;
            case AMOOR_W -> a | b;
            case AMOMIN_W -> Math.min(a, b);
            case AMOMAX_W -> Math.max(a, b);
            case AMOMINU_W -> Integer.compareUnsigned(a, b) < 0 ? a : b;
            case AMOMAXU_W -> Integer.compareUnsigned(a, b) > 0 ? a : b;
            default -> throw new IllegalArgumentException(op + " is no AMO of words");
        };
    }

    private static long doubleword(Op op, long a, long b) {
        return switch (op) {
            case AMOSWAP_D -> b;
            case AMOADD_D -> a + b;
            case AMOXOR_D -> a ^ b;
            case AMOAND_D -> a & b;
            case AMOOR_D -> a | b;
            case AMOMIN_D -> Math.min(a, b);
            case AMOMAX_D -> Math.max(a, b);
            case AMOMINU_D -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case AMOMAXU_D -> Long.compareUnsigned(a, b) > 0 ? a : b;
            default -> throw new IllegalArgumentException(op + " is no AMO of doublewords");
        };
    }
}
