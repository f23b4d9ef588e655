package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.isa.Op;

/** A extension (Unprivileged 20191213, chapter 8). */
public final class Atomics {
    private static final int WORD = 4;
    private static final int DOUBLE = 8;

    private final MemoryPort memory;

    public Atomics(MemoryPort memory) {
        this.memory = memory;
    }

    /** Whether {@code op} is one of these instructions. */
    public static boolean has(Op op) {
        return op.compareTo(Op.LR_W) >= 0 && op.compareTo(Op.AMOMAXU_D) <= 0;
    }

    /** Executes it. @return what goes to rd */
    public long execute(Op op, long address, long operand) {
        return switch (op) {
            case LR_W -> memory.loadReserved(address, WORD);
            case LR_D -> memory.loadReserved(address, DOUBLE);
            case SC_W -> memory.storeConditional(address, WORD, operand) ? 0 : 1;
            case SC_D -> memory.storeConditional(address, DOUBLE, operand) ? 0 : 1;
            case AMOSWAP_W, AMOADD_W, AMOXOR_W, AMOAND_W, AMOOR_W, AMOMIN_W, AMOMAX_W, AMOMINU_W, AMOMAXU_W -> {
                int old = (int) memory.amoLoad(address, WORD);
                memory.amoStore(address, WORD, word(op, old, (int) operand));
                yield old;
            }
            default -> {
                long old = memory.amoLoad(address, DOUBLE);
                memory.amoStore(address, DOUBLE, doubleword(op, old, operand));
                yield old;
            }
        };
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
