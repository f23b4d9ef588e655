package org.haiov.blocks.cache;

import org.haiov.blocks.mmu.AccessKind;

/** An instruction of memory, as the pipeline gives it. */
record Access(MemoryOp op, int funct5, int size, boolean unsigned, boolean hypervisor, boolean executable, long address, long data) {
    static Access load(int size, boolean unsigned, long address) {
        return new Access(MemoryOp.LOAD, 0, size, unsigned, false, false, address, 0);
    }

    static Access store(int size, long address, long data) {
        return new Access(MemoryOp.STORE, 0, size, false, false, false, address, data);
    }

    static Access reserve(int size, long address) {
        return new Access(MemoryOp.LOAD_RESERVED, 2, size, false, false, false, address, 0);
    }

    static Access conditional(int size, long address, long data) {
        return new Access(MemoryOp.STORE_CONDITIONAL, 3, size, false, false, false, address, data);
    }

    static Access amo(int funct5, int size, long address, long data) {
        return new Access(MemoryOp.AMO, funct5, size, false, false, false, address, data);
    }

    boolean writes() {
        return op == MemoryOp.STORE || op == MemoryOp.STORE_CONDITIONAL || op == MemoryOp.AMO;
    }

    boolean atomic() {
        return op != MemoryOp.LOAD && op != MemoryOp.STORE;
    }

    AccessKind kind() {
        return executable ? AccessKind.LOAD_EXECUTABLE : writes() ? AccessKind.STORE : AccessKind.LOAD;
    }

    /** What an AMO leaves in place of the old value, both sign-extended. */
    long combined(long old) {
        long b = size == 2 ? (int) data : data;
        return switch (funct5) {
            case 0 -> old + b;
            case 1 -> b;
            case 4 -> old ^ b;
            case 8 -> old | b;
            case 12 -> old & b;
            case 16 -> Math.min(old, b);
            case 20 -> Math.max(old, b);
            case 24 -> Long.compareUnsigned(old, b) < 0 ? old : b;
            case 28 -> Long.compareUnsigned(old, b) > 0 ? old : b;
            default -> throw new IllegalArgumentException("funct5 " + funct5);
        };
    }
}
