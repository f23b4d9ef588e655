package org.haiov.sim.golden.translate;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.haiov.sim.golden.isa.Arithmetic;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.Atomics;
import org.haiov.sim.golden.mmu.CodeContext;

/** Bytecode of single instructions, as the interpreter has them in Java. */
final class Instructions {
    private static final ClassDesc CONTEXT = CodeContext.class.describeConstable().orElseThrow();
    private static final ClassDesc ARITHMETIC = Arithmetic.class.describeConstable().orElseThrow();
    private static final ClassDesc LONG = Long.class.describeConstable().orElseThrow();
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final ClassDesc LONGS = CD_long.arrayType();
    private static final ClassDesc BYTES = CD_byte.arrayType();
    private static final MethodTypeDesc OF_LONGS = MethodTypeDesc.of(CD_long, CD_long, CD_long);
    private static final MethodTypeDesc OF_INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc LOAD = MethodTypeDesc.of(CD_long, CONTEXT, LONGS, BYTES, CD_long, CD_long, CD_long, CD_int, CD_int);
    private static final MethodTypeDesc STORE = MethodTypeDesc.of(CD_void, CONTEXT, LONGS, BYTES, CD_long, CD_long, CD_long, CD_long, CD_int, CD_int);
    private static final MethodTypeDesc ATOMIC = MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_int, CD_long, CD_int, CD_int);

    private final CodeBuilder code;
    private final Registers registers;

    Instructions(CodeBuilder code, Registers registers) {
        this.code = code;
        this.registers = registers;
    }

    /**
     * Writes an instruction that leads to the next one.
     *
     * @param offset where it stands in the page
     * @param count instructions of its block before it
     */
    void write(Decoded d, int offset, int count) {
        switch (d.op) {
            case FENCE, FENCE_I -> { } // nothing to do, as in the interpreter
            case LB -> load("load8", d, offset, count);
            case LH -> load("load16", d, offset, count);
            case LW -> load("load32", d, offset, count);
            case LD -> load("load64", d, offset, count);
            case LBU -> load("load8u", d, offset, count);
            case LHU -> load("load16u", d, offset, count);
            case LWU -> load("load32u", d, offset, count);
            case SB -> store("store8", d, offset, count);
            case SH -> store("store16", d, offset, count);
            case SW -> store("store32", d, offset, count);
            case SD -> store("store64", d, offset, count);
            default -> {
                if (Atomics.has(d.op)) {
                    atomic(d, offset, count);
                } else if (d.rd != Decoded.SINK) {
                    registers.prepare(d.rd);
                    compute(d, offset);
                    registers.set(d.rd);
                }
            }
        }
    }

    private void address(Decoded d) {
        registers.get(d.rs1);
        if (d.imm != 0) {
            code.loadConstant(d.imm).ladd();
        }
    }

    private void load(String name, Decoded d, int offset, int count) {
        registers.prepare(d.rd);
        code.aload(Local.CONTEXT).aload(Local.READS).aload(Local.RAM).lload(Local.REGIME);
        address(d);
        code.lload(Local.BASE).iload(Local.LEFT).loadConstant(CodeContext.where(offset, d.length, count, d.rd)).invokestatic(CONTEXT, name, LOAD);
        registers.set(d.rd);
    }

    private void store(String name, Decoded d, int offset, int count) {
        code.aload(Local.CONTEXT).aload(Local.WRITES).aload(Local.RAM).lload(Local.REGIME);
        address(d);
        registers.get(d.rs2);
        code.lload(Local.BASE).iload(Local.LEFT).loadConstant(CodeContext.where(offset, d.length, count, Decoded.SINK)).invokestatic(CONTEXT, name, STORE);
    }

    private void atomic(Decoded d, int offset, int count) {
        registers.prepare(d.rd);
        code.aload(Local.CONTEXT);
        registers.get(d.rs1);
        registers.get(d.rs2);
        code.loadConstant(d.op.ordinal()).lload(Local.BASE).iload(Local.LEFT).loadConstant(CodeContext.where(offset, d.length, count, d.rd))
                .invokevirtual(CONTEXT, "atomic", ATOMIC);
        registers.set(d.rd);
    }

    /** Leaves the result on the stack. */
    private void compute(Decoded d, int offset) {
        switch (d.op) {
            case LUI -> code.loadConstant(d.imm);
            case AUIPC -> code.lload(Local.BASE).loadConstant(offset + d.imm).ladd();
            case ADDI -> address(d);
            case SLTI -> less(immediate(d).lcmp());
            case SLTIU -> less(immediate(d).invokestatic(LONG, "compareUnsigned", COMPARE));
            case XORI -> immediate(d).lxor();
            case ORI -> immediate(d).lor();
            case ANDI -> immediate(d).land();
            case SLLI -> shift(d).lshl();
            case SRLI -> shift(d).lushr();
            case SRAI -> shift(d).lshr();
            case ADD -> operands(d).ladd();
            case SUB -> operands(d).lsub();
            case SLL -> operands(d).l2i().lshl();
            case SLT -> less(operands(d).lcmp());
            case SLTU -> less(operands(d).invokestatic(LONG, "compareUnsigned", COMPARE));
            case XOR -> operands(d).lxor();
            case SRL -> operands(d).l2i().lushr();
            case SRA -> operands(d).l2i().lshr();
            case OR -> operands(d).lor();
            case AND -> operands(d).land();
            case MUL -> operands(d).lmul();
            case MULH -> operands(d).invokestatic(MATH, "multiplyHigh", OF_LONGS);
            case MULHU -> operands(d).invokestatic(MATH, "unsignedMultiplyHigh", OF_LONGS);
            case MULHSU -> operands(d).invokestatic(ARITHMETIC, "mulhsu", OF_LONGS);
            case DIV -> operands(d).invokestatic(ARITHMETIC, "div", OF_LONGS);
            case DIVU -> operands(d).invokestatic(ARITHMETIC, "divu", OF_LONGS);
            case REM -> operands(d).invokestatic(ARITHMETIC, "rem", OF_LONGS);
            case REMU -> operands(d).invokestatic(ARITHMETIC, "remu", OF_LONGS);
            default -> {
                word(d);
                code.i2l();
            }
        }
    }

    /** Instructions on words, whose result is sign-extended. */
    private void word(Decoded d) {
        switch (d.op) {
            case ADDIW -> wordImmediate(d).iadd();
            case SLLIW -> wordImmediate(d).ishl();
            case SRLIW -> wordImmediate(d).iushr();
            case SRAIW -> wordImmediate(d).ishr();
            case ADDW -> words(d).iadd();
            case SUBW -> words(d).isub();
            case SLLW -> words(d).ishl();
            case SRLW -> words(d).iushr();
            case SRAW -> words(d).ishr();
            case MULW -> words(d).imul();
            case DIVW -> words(d).invokestatic(ARITHMETIC, "divw", OF_INTS);
            case DIVUW -> words(d).invokestatic(ARITHMETIC, "divuw", OF_INTS);
            case REMW -> words(d).invokestatic(ARITHMETIC, "remw", OF_INTS);
            case REMUW -> words(d).invokestatic(ARITHMETIC, "remuw", OF_INTS);
            default -> throw new IllegalArgumentException(d + " is not translated");
        }
    }

    private CodeBuilder immediate(Decoded d) {
        registers.get(d.rs1);
        return code.loadConstant(d.imm);
    }

    private CodeBuilder shift(Decoded d) {
        registers.get(d.rs1);
        return code.loadConstant((int) d.imm);
    }

    private CodeBuilder operands(Decoded d) {
        registers.get(d.rs1);
        registers.get(d.rs2);
        return code;
    }

    private CodeBuilder wordImmediate(Decoded d) {
        registers.get(d.rs1);
        return code.l2i().loadConstant((int) d.imm);
    }

    private CodeBuilder words(Decoded d) {
        registers.get(d.rs1);
        code.l2i();
        registers.get(d.rs2);
        return code.l2i();
    }

    /** 1 where the comparison on the stack is negative, else 0. */
    private void less(CodeBuilder comparison) {
        comparison.loadConstant(31).iushr().i2l();
    }

    /** Writes the jump of a branch to {@code taken}. */
    void branch(Decoded d, Label taken) {
        operands(d);
        switch (d.op) {
            case BEQ -> code.lcmp().ifeq(taken);
            case BNE -> code.lcmp().ifne(taken);
            case BLT -> code.lcmp().iflt(taken);
            case BGE -> code.lcmp().ifge(taken);
            case BLTU -> code.invokestatic(LONG, "compareUnsigned", COMPARE).iflt(taken);
            case BGEU -> code.invokestatic(LONG, "compareUnsigned", COMPARE).ifge(taken);
            default -> throw new IllegalArgumentException(d + " is no branch");
        }
    }

    /** Target of JALR. */
    void target(Decoded d) {
        address(d);
        code.loadConstant(~1L).land().lstore(Local.TARGET);
    }

    /** The return address of a jump that stands before {@code end}. */
    void link(Decoded d, int end) {
        if (d.rd != Decoded.SINK) {
            registers.prepare(d.rd);
            code.lload(Local.BASE).loadConstant((long) end).ladd();
            registers.set(d.rd);
        }
    }
}
