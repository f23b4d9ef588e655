package org.haiov.blocks.decode;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * Expansion of RV64C without floating point (Unprivileged ISA 20191213, chapter 16, tables 16.5 to 16.7). What is reserved, or belongs to F
 * or D, becomes 0, which is no instruction.
 */
public final class Expander extends Component {
    /** The compressed instruction; bits 1:0 are not 3. */
    public final Signal half = input(16);
    public final Signal word = output(32);

    private static final int SP = 2;
    private static final int LOAD = 0x03;
    private static final int OP_IMM = 0x13;
    private static final int OP_IMM_32 = 0x1B;
    private static final int STORE = 0x23;
    private static final int OP = 0x33;
    private static final int LUI = 0x37;
    private static final int OP_32 = 0x3B;
    private static final int BRANCH = 0x63;
    private static final int JALR = 0x67;
    private static final int JAL = 0x6F;
    private static final long EBREAK = 0x00100073;

    public Expander() {
        Bits rd = half.slice(11, 7);
        Bits rs2 = half.slice(6, 2);
        Bits near1 = Bits.cat(Bits.lit(1, 2), half.slice(9, 7));
        Bits near2 = Bits.cat(Bits.lit(1, 2), half.slice(4, 2));
        Bits rdIsZero = rd.isZero();
        Bits rs2IsZero = rs2.isZero();
        Bits imm = Bits.cat(half.bit(12), rs2);
        Bits signed = imm.sext(12);
        Bits offsetW = Bits.cat(half.bit(5), half.slice(12, 10), half.bit(6), Bits.lit(0, 2)).zext(12);
        Bits offsetD = Bits.cat(half.slice(6, 5), half.slice(12, 10), Bits.lit(0, 3)).zext(12);
        Bits stackLoadW = Bits.cat(half.slice(3, 2), half.bit(12), half.slice(6, 4), Bits.lit(0, 2)).zext(12);
        Bits stackLoadD = Bits.cat(half.slice(4, 2), half.bit(12), half.slice(6, 5), Bits.lit(0, 3)).zext(12);
        Bits stackStoreW = Bits.cat(half.slice(8, 7), half.slice(12, 9), Bits.lit(0, 2)).zext(12);
        Bits stackStoreD = Bits.cat(half.slice(9, 7), half.slice(12, 10), Bits.lit(0, 3)).zext(12);

        word.set(0);
        switchOn(Bits.cat(half.low(2), half.high(3)))
                .is(0b00_000, () -> { // c.addi4spn, nzuimm = 0 reserved
                    Bits wide = Bits.cat(half.slice(10, 7), half.slice(12, 11), half.bit(5), half.bit(6), Bits.lit(0, 2)).zext(12);
                    when(wide.any(), () -> word.set(i(OP_IMM, 0, near2, x(SP), wide)));
                })
                .is(0b00_010, () -> word.set(i(LOAD, 2, near2, near1, offsetW)))
                .is(0b00_011, () -> word.set(i(LOAD, 3, near2, near1, offsetD)))
                .is(0b00_110, () -> word.set(s(2, near1, near2, offsetW)))
                .is(0b00_111, () -> word.set(s(3, near1, near2, offsetD)))
                .is(0b01_000, () -> word.set(i(OP_IMM, 0, rd, rd, signed))) // c.nop, c.addi
                .is(0b01_001, () -> when(rdIsZero.not(), () -> word.set(i(OP_IMM_32, 0, rd, rd, signed)))) // c.addiw
                .is(0b01_010, () -> word.set(i(OP_IMM, 0, rd, x(0), signed))) // c.li
                .is(0b01_011, () -> when(imm.any(), () -> when(rd.eq(SP), () -> { // c.addi16sp
                    Bits wide = Bits.cat(half.bit(12), half.slice(4, 3), half.bit(5), half.bit(2), half.bit(6), Bits.lit(0, 4)).sext(12);
                    word.set(i(OP_IMM, 0, rd, rd, wide));
                }).otherwise(() -> word.set(Bits.cat(imm.sext(20), rd, Bits.lit(LUI, 7))))))
                .is(0b01_100, () -> arithmetic(near1, near2, imm))
                .is(0b01_101, () -> word.set(jump()))
                .is(0b01_110, () -> word.set(branch(0, near1)))
                .is(0b01_111, () -> word.set(branch(1, near1)))
                .is(0b10_000, () -> word.set(i(OP_IMM, 1, rd, rd, imm.zext(12)))) // c.slli
                .is(0b10_010, () -> when(rdIsZero.not(), () -> word.set(i(LOAD, 2, rd, x(SP), stackLoadW))))
                .is(0b10_011, () -> when(rdIsZero.not(), () -> word.set(i(LOAD, 3, rd, x(SP), stackLoadD))))
                .is(0b10_100, () -> registers(rd, rs2, rdIsZero, rs2IsZero))
                .is(0b10_110, () -> word.set(s(2, x(SP), rs2, stackStoreW)))
                .is(0b10_111, () -> word.set(s(3, x(SP), rs2, stackStoreD)))
                .otherwise(() -> word.set(0));
    }

    /** c.srli, c.srai, c.andi, c.sub, c.xor, c.or, c.and, c.subw, c.addw. */
    private void arithmetic(Bits rd, Bits rs2, Bits imm) {
        switchOn(half.slice(11, 10))
                .is(0, () -> word.set(i(OP_IMM, 5, rd, rd, imm.zext(12))))
                .is(1, () -> word.set(i(OP_IMM, 5, rd, rd, imm.zext(12).or(0x400))))
                .is(2, () -> word.set(i(OP_IMM, 7, rd, rd, imm.sext(12))))
                .is(3, () -> switchOn(Bits.cat(half.bit(12), half.slice(6, 5)))
                        .is(0, () -> word.set(r(OP, 0, 0x20, rd, rd, rs2)))
                        .is(1, () -> word.set(r(OP, 4, 0, rd, rd, rs2)))
                        .is(2, () -> word.set(r(OP, 6, 0, rd, rd, rs2)))
                        .is(3, () -> word.set(r(OP, 7, 0, rd, rd, rs2)))
                        .is(4, () -> word.set(r(OP_32, 0, 0x20, rd, rd, rs2)))
                        .is(5, () -> word.set(r(OP_32, 0, 0, rd, rd, rs2)))
                        .otherwise(() -> word.set(0)));
    }

    /** c.jr, c.mv, c.ebreak, c.jalr, c.add. */
    private void registers(Bits rd, Bits rs2, Bits rdIsZero, Bits rs2IsZero) {
        when(half.bit(12).not(), () -> when(rs2IsZero.not(), () -> word.set(r(OP, 0, 0, rd, x(0), rs2)))
                .elseWhen(rdIsZero.not(), () -> word.set(i(JALR, 0, x(0), rd, Bits.lit(0, 12)))))
                .elseWhen(rs2IsZero.not(), () -> word.set(r(OP, 0, 0, rd, rd, rs2)))
                .elseWhen(rdIsZero, () -> word.set(EBREAK))
                .otherwise(() -> word.set(i(JALR, 0, x(1), rd, Bits.lit(0, 12))));
    }

    private Bits jump() {
        Bits to = Bits.cat(half.bit(12), half.bit(8), half.slice(10, 9), half.bit(6), half.bit(7), half.bit(2), half.bit(11), half.slice(5, 3))
                .sext(20); // offset[20:1]
        return Bits.cat(to.bit(19), to.slice(9, 0), to.bit(10), to.slice(18, 11), x(0), Bits.lit(JAL, 7));
    }

    private Bits branch(int function, Bits rs1) {
        Bits to = Bits.cat(half.bit(12), half.slice(6, 5), half.bit(2), half.slice(11, 10), half.slice(4, 3)).sext(12); // offset[12:1]
        return Bits.cat(to.bit(11), to.slice(9, 4), x(0), rs1, Bits.lit(function, 3), to.slice(3, 0), to.bit(10), Bits.lit(BRANCH, 7));
    }

    private static Bits x(int number) {
        return Bits.lit(number, 5);
    }

    private static Bits i(int opcode, int function, Bits rd, Bits rs1, Bits imm) {
        return Bits.cat(imm, rs1, Bits.lit(function, 3), rd, Bits.lit(opcode, 7));
    }

    private static Bits s(int function, Bits rs1, Bits rs2, Bits imm) {
        return Bits.cat(imm.slice(11, 5), rs2, rs1, Bits.lit(function, 3), imm.slice(4, 0), Bits.lit(STORE, 7));
    }

    private static Bits r(int opcode, int function, int function7, Bits rd, Bits rs1, Bits rs2) {
        return Bits.cat(Bits.lit(function7, 7), rs2, rs1, Bits.lit(function, 3), rd, Bits.lit(opcode, 7));
    }
}
