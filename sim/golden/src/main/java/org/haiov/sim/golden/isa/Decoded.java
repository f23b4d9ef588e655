package org.haiov.sim.golden.isa;

/**
 * An instruction ready to execute. Plain fields: the interpreter reads them for every instruction.
 */
public final class Decoded {
    /** Index into the register array that takes writes to x0. */
    public static final int SINK = 32;

    public final Op op;
    /** Destination register, {@link #SINK} for x0 and where nothing is written. */
    public final int rd;
    public final int rs1;
    public final int rs2;
    /** Sign-extended immediate, shift amount or CSR number. */
    public final long imm;
    /** Bytes: 2 or 4. */
    public final int length;
    /** The bits as they stand in memory, 16 or 32. */
    public final int raw;
    /** The 32-bit instruction that a compressed one stands for. */
    public final int word;

    final Format format;

    Decoded(Op op, Format format, int word, int raw, int length) {
        this.op = op;
        this.format = format;
        this.word = word;
        this.raw = raw;
        this.length = length;
        int d = word >>> 7 & 31;
        this.rd = d == 0 || !format.writesRd() ? SINK : d;
        this.rs1 = word >>> 15 & 31;
        this.rs2 = word >>> 20 & 31;
        this.imm = format.immediate(word);
    }

    /** Whether the register field of the destination is x0; only CSR instructions and claims care. */
    public boolean discards() {
        return rd == SINK;
    }

    /** Assembler text, branch targets relative to {@code pc}. */
    public String text(long pc) {
        return Disassembler.text(this, pc);
    }

    @Override
    public String toString() {
        return Disassembler.text(this, 0);
    }
}
