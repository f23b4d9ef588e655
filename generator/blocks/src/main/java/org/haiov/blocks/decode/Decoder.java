package org.haiov.blocks.decode;

import java.util.List;
import org.haiov.blocks.cache.MemoryOp;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Signal;

/** 32-bit instructions of RV64IMA, Zicsr, Zifencei, S and H (Unprivileged ISA 20191213, chapter 24; P chapters 3, 4, 8). */
public final class Decoder extends Component {
    private static final long LOAD = 0x03;
    private static final long MISC_MEM = 0x0F;
    private static final long OP_IMM = 0x13;
    private static final long AUIPC = 0x17;
    private static final long OP_IMM_32 = 0x1B;
    private static final long STORE = 0x23;
    private static final long AMO = 0x2F;
    private static final long OP = 0x33;
    private static final long LUI = 0x37;
    private static final long OP_32 = 0x3B;
    private static final long BRANCH = 0x63;
    private static final long JALR = 0x67;
    private static final long JAL = 0x6F;
    private static final long SYSTEM = 0x73;

    private static final long WORD = 2;
    private static final long DOUBLE = 3;

    public final Signal instruction = input(32);
    public final Control control = output(Control.shape());

    private final Bits function3 = instruction.slice(14, 12);
    private final Bits function7 = instruction.slice(31, 25);
    private final Bits rd = instruction.slice(11, 7);
    private final Bits rs1 = instruction.slice(19, 15);
    private final Bits rs2 = instruction.slice(24, 20);

    public Decoder() {
        Bundle.signals(control).forEach(s -> s.set(0));
        control.function().set(function3);
        Bits writesRd = rd.any();
        Bits immediateI = instruction.slice(31, 20).sext(64);
        control.imm().set(immediateI);
        switchOn(instruction.low(7))
                .is(LUI, () -> upper(writesRd, control.fromZero()))
                .is(AUIPC, () -> upper(writesRd, control.fromPc()))
                .is(JAL, () -> {
                    control.legal().set(1);
                    control.jump().set(1);
                    control.writes().set(writesRd);
                    control.imm().set(Bits.cat(instruction.bit(31), instruction.slice(19, 12), instruction.bit(20),
                            instruction.slice(30, 21), Bits.lit(0, 1)).sext(64));
                })
                .is(JALR, () -> {
                    control.legal().set(function3.isZero());
                    control.jump().set(1);
                    control.indirect().set(1);
                    control.writes().set(writesRd);
                    control.reads1().set(1);
                })
                .is(BRANCH, () -> {
                    control.legal().set(function3.slice(2, 1).ne(1));
                    control.branch().set(1);
                    control.reads1().set(1);
                    control.reads2().set(1);
                    control.imm().set(Bits.cat(instruction.bit(31), instruction.bit(7), instruction.slice(30, 25), instruction.slice(11, 8),
                            Bits.lit(0, 1)).sext(64));
                })
                .is(LOAD, () -> {
                    control.legal().set(function3.ne(7));
                    memory(MemoryOp.LOAD, writesRd);
                })
                .is(STORE, () -> {
                    control.legal().set(function3.msb().not());
                    memory(MemoryOp.STORE, Bits.lit(0, 1));
                    control.reads2().set(1);
                    control.imm().set(Bits.cat(function7, rd).sext(64));
                })
                .is(OP_IMM, () -> {
                    arithmetic(writesRd, false, false);
                    Bits shiftRight = function3.eq(5);
                    control.alternate().set(shiftRight.and(instruction.bit(30)));
                    control.legal().set(shiftLegal(instruction.slice(31, 26), function3, shiftRight, 6));
                })
                .is(OP_IMM_32, () -> {
                    arithmetic(writesRd, false, true);
                    Bits shiftRight = function3.eq(5);
                    control.alternate().set(shiftRight.and(instruction.bit(30)));
                    control.legal().set(function3.isZero().or(function3.low(2).eq(1)
                            .and(shiftLegal(function7, function3, shiftRight, 7))));
                })
                .is(OP, () -> registers(writesRd, false))
                .is(OP_32, () -> registers(writesRd, true))
                .is(MISC_MEM, () -> {
                    // FENCE orders nothing that is not in order already; its reserved fields are ignored (Unprivileged 2.7).
                    control.legal().set(function3.slice(2, 1).isZero());
                    when(function3.bit(0), () -> system(SystemOp.FENCE_I));
                })
                .is(AMO, () -> atomic(writesRd))
                .is(SYSTEM, () -> when(function3.eq(4), () -> guestAccess(writesRd))
                        .elseWhen(function3.any(), () -> {
                            control.legal().set(1);
                            control.unit().set(Enumerated.encode(Unit.CSR));
                            control.writes().set(writesRd);
                            control.reads1().set(function3.msb().not());
                        })
                        .otherwise(this::privileged))
                .otherwise(() -> control.legal().set(0));
    }

    private void upper(Bits writesRd, Signal firstOperand) {
        control.legal().set(1);
        control.writes().set(writesRd);
        control.function().set(0);
        control.immediate().set(1);
        firstOperand.set(1);
        control.imm().set(Bits.cat(instruction.slice(31, 12), Bits.lit(0, 12)).sext(64));
    }

    private void memory(MemoryOp op, Bits writes) {
        control.unit().set(Enumerated.encode(Unit.MEMORY));
        control.memory().op().set(Enumerated.encode(op));
        control.memory().size().set(function3.low(2));
        control.memory().unsigned().set(function3.msb());
        control.writes().set(writes);
        control.reads1().set(1);
        control.immediate().set(1);
    }

    private void arithmetic(Bits writesRd, boolean bothRegisters, boolean word) {
        control.writes().set(writesRd);
        control.reads1().set(1);
        control.reads2().set(bothRegisters ? 1 : 0);
        control.immediate().set(bothRegisters ? 0 : 1);
        control.word().set(word ? 1 : 0);
    }

    /** Shifts by a constant have a fixed upper part; nothing else is checked. */
    private static Bits shiftLegal(Bits upper, Bits function3, Bits shiftRight, int width) {
        Bits isShift = function3.low(2).eq(1);
        Bits plain = upper.isZero();
        Bits arithmetic = shiftRight.and(upper.eq(1L << width - 2));
        return isShift.not().or(plain).or(arithmetic);
    }

    private void registers(Bits writesRd, boolean word) {
        arithmetic(writesRd, true, word);
        Bits plain = function7.isZero();
        Bits alternate = function7.eq(0x20);
        Bits multiply = function7.eq(1);
        Bits takesAlternate = function3.isZero().or(function3.eq(5));
        Bits onWords = function3.isZero().or(function3.low(2).eq(1)); // ADDW, SLLW, SRLW
        Bits legalPlain = word ? onWords : Bits.lit(1, 1);
        Bits legalMultiply = word ? function3.isZero().or(function3.msb()) : Bits.lit(1, 1);
        control.alternate().set(instruction.bit(30));
        control.legal().set(plain.and(legalPlain).or(alternate.and(takesAlternate)).or(multiply.and(legalMultiply)));
        when(multiply, () -> control.unit().set(function3.msb().mux(Enumerated.encode(Unit.DIVIDE), Enumerated.encode(Unit.MULTIPLY))));
    }

    private void atomic(Bits writesRd) {
        Bits function5 = instruction.slice(31, 27);
        Bits loadReserved = function5.eq(2);
        memory(MemoryOp.AMO, writesRd);
        control.memory().unsigned().set(0);
        control.imm().set(0);
        control.reads2().set(loadReserved.not());
        when(loadReserved, () -> control.memory().op().set(Enumerated.encode(MemoryOp.LOAD_RESERVED)));
        when(function5.eq(3), () -> control.memory().op().set(Enumerated.encode(MemoryOp.STORE_CONDITIONAL)));
        Bits size = function3.eq(WORD).or(function3.eq(DOUBLE));
        Bits operation = function5.low(2).isZero().or(function5.eq(1)).or(function5.eq(3)).or(loadReserved.and(rs2.isZero()));
        control.legal().set(size.and(operation));
    }

    /** HLV, HLVX, HSV (P 8.3.1): size in funct7[2:1], store in funct7[0], unsigned in rs2[0], HLVX in rs2[1]. */
    private void guestAccess(Bits writesRd) {
        Bits store = function7.bit(0);
        Bits size = function7.slice(2, 1);
        memory(MemoryOp.LOAD, writesRd.and(store.not()));
        when(store, () -> control.memory().op().set(Enumerated.encode(MemoryOp.STORE)));
        control.imm().set(0);
        control.reads2().set(store);
        control.memory().size().set(size);
        control.memory().unsigned().set(rs2.bit(0));
        control.memory().hypervisor().set(1);
        control.memory().executable().set(rs2.bit(1));
        Bits signed = rs2.isZero();
        Bits unsigned = rs2.eq(1).and(size.ne(DOUBLE));
        Bits executable = rs2.eq(3).and(size.eq(1).or(size.eq(WORD)));
        Bits load = store.not().and(signed.or(unsigned).or(executable));
        control.legal().set(function7.slice(6, 3).eq(0b0110).and(load.or(store.and(rd.isZero()))));
    }

    private void privileged() {
        control.unit().set(Enumerated.encode(Unit.SYSTEM));
        Bits noRegisters = rs1.isZero().and(rd.isZero());
        switchOn(function7)
                .is(0x00, () -> {
                    control.legal().set(noRegisters.and(rs2.slice(4, 1).isZero()));
                    control.system().set(rs2.bit(0).mux(Enumerated.encode(SystemOp.EBREAK), Enumerated.encode(SystemOp.ECALL)));
                })
                .is(0x08, () -> {
                    control.legal().set(noRegisters.and(rs2.eq(2).or(rs2.eq(5))));
                    control.system().set(rs2.bit(0).mux(Enumerated.encode(SystemOp.WFI), Enumerated.encode(SystemOp.SRET)));
                })
                .is(0x18, () -> {
                    control.legal().set(noRegisters.and(rs2.eq(2)));
                    control.system().set(Enumerated.encode(SystemOp.MRET));
                })
                .is(0x09, () -> fence(SystemOp.SFENCE_VMA))
                .is(0x11, () -> fence(SystemOp.HFENCE_VVMA))
                .is(0x31, () -> fence(SystemOp.HFENCE_GVMA))
                .otherwise(() -> control.legal().set(0));
    }

    private void fence(SystemOp op) {
        control.legal().set(rd.isZero());
        control.reads1().set(1);
        control.reads2().set(1);
        control.system().set(Enumerated.encode(op));
    }

    private void system(SystemOp op) {
        control.unit().set(Enumerated.encode(Unit.SYSTEM));
        control.system().set(Enumerated.encode(op));
    }

    /** Opcodes with legal instructions, for tests. */
    static List<Long> opcodes() {
        return List.of(LOAD, MISC_MEM, OP_IMM, AUIPC, OP_IMM_32, STORE, AMO, OP, LUI, OP_32, BRANCH, JALR, JAL, SYSTEM);
    }
}
