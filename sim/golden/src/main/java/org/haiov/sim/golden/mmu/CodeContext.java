package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.state.HartState;

/**
 * What {@linkplain TranslatedCode translated code} needs of its hart: arrays that it keeps in locals, and its loads and stores. These
 * compare with the translation cache themselves; everything else goes, with the hart's state made exact, the interpreter's way.
 *
 * <p>An access says where it stands in one number: see {@link #where}. After an access that calls for {@linkplain HartState#attention
 * attention}, or that wrote to translated code, {@link Leave} is thrown: its effect is complete, and the code ends there.
 */
public final class CodeContext {
    /** Ends translated code after the instruction that {@link #completed} then tells. */
    public static final class Leave extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Leave() {
            super(null, null, false, false);
        }
    }

    private static final long PAGE = -4096;
    private static final int COUNT_SHIFT = 12;
    private static final int COUNT = 0x3FFF;
    private static final int REGISTER_SHIFT = 26;
    private static final Op[] OPS = Op.values();

    public final HartState state;
    public final long[] x;
    public final byte[] ram;
    /** Pairs of tag and distance, see {@link Tlb}. */
    public long[] reads;
    public long[] writes;
    public long regime;

    private final MemoryPort memory;
    private final CodePages pages;
    private final Atomics atomics;
    private final Leave leave = new Leave();
    private int left;
    private long cycles;
    private long retired;
    private int leftAt;
    private int completedAt;
    private long result;

    CodeContext(HartState state, MemoryPort memory, CodePages pages, Ram ram) {
        this.state = state;
        this.x = state.x;
        this.memory = memory;
        this.pages = pages;
        this.ram = ram.bytes;
        this.atomics = new Atomics(memory);
    }

    /**
     * Number that says which instruction accesses memory.
     *
     * @param offset in the page
     * @param length bytes
     * @param count instructions of its block before it, less than 2^14
     * @param register that a load writes
     */
    public static int where(int offset, int length, int count, int register) {
        return offset | (length == 4 ? 1 : 0) | count << COUNT_SHIFT | register << REGISTER_SHIFT;
    }

    /** Executes translated code; pc is in the page at {@code base}. @return how many instructions were executed */
    public int execute(TranslatedCode code, long base, int left) {
        this.left = left;
        cycles = state.cycles;
        retired = state.retired;
        regime = (long) state.dataRegime << 3;
        int executed = left - code.run(this, base, left);
        state.cycles = cycles + executed;
        state.retired = retired + executed;
        return executed;
    }

    /** After {@link Leave}: completes the instruction's retirement. */
    public void complete() {
        int where = completedAt;
        x[where >>> REGISTER_SHIFT] = result;
        state.pc += (where & 1) != 0 ? 4 : 2;
        state.nextPc = state.pc;
        state.cycles++;
        state.retired++;
    }

    /** Makes pc and counts those before the instruction. */
    private void enter(long base, int left, int where) {
        int executed = this.left - left + (where >>> COUNT_SHIFT & COUNT);
        state.pc = base + (where & 0xFFE);
        state.cycles = cycles + executed;
        state.retired = retired + executed;
        leftAt = pages.drops;
    }

    private long leave(int where, long value) {
        if (state.attention || pages.drops != leftAt) {
            completedAt = where;
            result = value;
            throw leave;
        }
        return value;
    }

    private long load(long address, int size, long base, int left, int where) {
        enter(base, left, where);
        return leave(where, switch (size) {
            case 1 -> memory.load8(address);
            case -1 -> memory.load8(address) & 0xFF;
            case 2 -> memory.load16(address);
            case -2 -> memory.load16(address) & 0xFFFF;
            case 4 -> memory.load32(address);
            case -4 -> memory.load32(address) & 0xFFFFFFFFL;
            default -> memory.load64(address);
        });
    }

    private void store(long address, int size, long value, long base, int left, int where) {
        enter(base, left, where);
        switch (size) {
            case 1 -> memory.store8(address, value);
            case 2 -> memory.store16(address, value);
            case 4 -> memory.store32(address, value);
            default -> memory.store64(address, value);
        }
        leave(where, 0);
    }

    /** An instruction of the A extension. */
    public long atomic(long address, long operand, int op, long base, int left, int where) {
        enter(base, left, where);
        return leave(where, atomics.execute(OPS[op], address, operand));
    }

    private static int slot(long address) {
        return Tlb.slot(address);
    }

    public static long load8(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & PAGE | regime) ? ram[(int) (address + tlb[slot + 1])] : c.load(address, 1, base, left, where);
    }

    public static long load8u(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & PAGE | regime) ? ram[(int) (address + tlb[slot + 1])] & 0xFF : c.load(address, -1, base, left, where);
    }

    public static long load16(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & (PAGE | 1) | regime) ? (short) Ram.SHORT.get(ram, (int) (address + tlb[slot + 1]))
                : c.load(address, 2, base, left, where);
    }

    public static long load16u(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & (PAGE | 1) | regime) ? (short) Ram.SHORT.get(ram, (int) (address + tlb[slot + 1])) & 0xFFFF
                : c.load(address, -2, base, left, where);
    }

    public static long load32(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & (PAGE | 3) | regime) ? (int) Ram.INT.get(ram, (int) (address + tlb[slot + 1]))
                : c.load(address, 4, base, left, where);
    }

    public static long load32u(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & (PAGE | 3) | regime) ? (int) Ram.INT.get(ram, (int) (address + tlb[slot + 1])) & 0xFFFFFFFFL
                : c.load(address, -4, base, left, where);
    }

    public static long load64(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long base, int left, int where) {
        int slot = slot(address);
        return tlb[slot] == (address & (PAGE | 7) | regime) ? (long) Ram.LONG.get(ram, (int) (address + tlb[slot + 1]))
                : c.load(address, 8, base, left, where);
    }

    public static void store8(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long value, long base, int left, int where) {
        int slot = slot(address);
        if (tlb[slot] == (address & PAGE | regime)) {
            ram[(int) (address + tlb[slot + 1])] = (byte) value;
        } else {
            c.store(address, 1, value, base, left, where);
        }
    }

    public static void store16(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long value, long base, int left, int where) {
        int slot = slot(address);
        if (tlb[slot] == (address & (PAGE | 1) | regime)) {
            Ram.SHORT.set(ram, (int) (address + tlb[slot + 1]), (short) value);
        } else {
            c.store(address, 2, value, base, left, where);
        }
    }

    public static void store32(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long value, long base, int left, int where) {
        int slot = slot(address);
        if (tlb[slot] == (address & (PAGE | 3) | regime)) {
            Ram.INT.set(ram, (int) (address + tlb[slot + 1]), (int) value);
        } else {
            c.store(address, 4, value, base, left, where);
        }
    }

    public static void store64(CodeContext c, long[] tlb, byte[] ram, long regime, long address, long value, long base, int left, int where) {
        int slot = slot(address);
        if (tlb[slot] == (address & (PAGE | 7) | regime)) {
            Ram.LONG.set(ram, (int) (address + tlb[slot + 1]), value);
        } else {
            c.store(address, 8, value, base, left, where);
        }
    }
}
