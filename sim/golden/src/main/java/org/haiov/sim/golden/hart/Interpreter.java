package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.isa.Arithmetic;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.Atomics;
import org.haiov.sim.golden.mmu.MemoryPort;
import org.haiov.sim.golden.state.HartState;

/**
 * Executes one instruction at a time. {@code state.nextPc} holds the address after the instruction when {@link #execute} is called; an
 * instruction that faults throws {@link org.haiov.sim.golden.state.Trap} and has changed nothing.
 *
 * <p>The common instructions stand here in one switch, small enough for the JIT compiler; atomics and system instructions are elsewhere.
 */
final class Interpreter {
    private final HartState state;
    private final long[] x;
    private final MemoryPort memory;
    private final Atomics atomics;
    private final SystemInstructions system;

    Interpreter(HartState state, MemoryPort memory, SystemInstructions system) {
        this.state = state;
        this.x = state.x;
        this.memory = memory;
        this.atomics = new Atomics(memory);
        this.system = system;
    }

    void execute(Decoded d) {
        long[] x = this.x;
        switch (d.op) {
            case LUI -> x[d.rd] = d.imm;
            case AUIPC -> x[d.rd] = state.pc + d.imm;
            case JAL -> {
                x[d.rd] = state.nextPc;
                state.nextPc = state.pc + d.imm;
            }
            case JALR -> {
                long to = x[d.rs1] + d.imm & ~1L;
                x[d.rd] = state.nextPc;
                state.nextPc = to;
            }
            case BEQ -> branch(d, x[d.rs1] == x[d.rs2]);
            case BNE -> branch(d, x[d.rs1] != x[d.rs2]);
            case BLT -> branch(d, x[d.rs1] < x[d.rs2]);
            case BGE -> branch(d, x[d.rs1] >= x[d.rs2]);
            case BLTU -> branch(d, Long.compareUnsigned(x[d.rs1], x[d.rs2]) < 0);
            case BGEU -> branch(d, Long.compareUnsigned(x[d.rs1], x[d.rs2]) >= 0);

            case LB -> x[d.rd] = memory.load8(x[d.rs1] + d.imm);
            case LH -> x[d.rd] = memory.load16(x[d.rs1] + d.imm);
            case LW -> x[d.rd] = memory.load32(x[d.rs1] + d.imm);
            case LD -> x[d.rd] = memory.load64(x[d.rs1] + d.imm);
            case LBU -> x[d.rd] = memory.load8(x[d.rs1] + d.imm) & 0xFF;
            case LHU -> x[d.rd] = memory.load16(x[d.rs1] + d.imm) & 0xFFFF;
            case LWU -> x[d.rd] = memory.load32(x[d.rs1] + d.imm) & 0xFFFFFFFFL;
            case SB -> memory.store8(x[d.rs1] + d.imm, x[d.rs2]);
            case SH -> memory.store16(x[d.rs1] + d.imm, x[d.rs2]);
            case SW -> memory.store32(x[d.rs1] + d.imm, x[d.rs2]);
            case SD -> memory.store64(x[d.rs1] + d.imm, x[d.rs2]);

            case ADDI -> x[d.rd] = x[d.rs1] + d.imm;
            case SLTI -> x[d.rd] = x[d.rs1] < d.imm ? 1 : 0;
            case SLTIU -> x[d.rd] = Long.compareUnsigned(x[d.rs1], d.imm) < 0 ? 1 : 0;
            case XORI -> x[d.rd] = x[d.rs1] ^ d.imm;
            case ORI -> x[d.rd] = x[d.rs1] | d.imm;
            case ANDI -> x[d.rd] = x[d.rs1] & d.imm;
            case SLLI -> x[d.rd] = x[d.rs1] << d.imm;
            case SRLI -> x[d.rd] = x[d.rs1] >>> d.imm;
            case SRAI -> x[d.rd] = x[d.rs1] >> d.imm;
            case ADD -> x[d.rd] = x[d.rs1] + x[d.rs2];
            case SUB -> x[d.rd] = x[d.rs1] - x[d.rs2];
            case SLL -> x[d.rd] = x[d.rs1] << x[d.rs2];
            case SLT -> x[d.rd] = x[d.rs1] < x[d.rs2] ? 1 : 0;
            case SLTU -> x[d.rd] = Long.compareUnsigned(x[d.rs1], x[d.rs2]) < 0 ? 1 : 0;
            case XOR -> x[d.rd] = x[d.rs1] ^ x[d.rs2];
            case SRL -> x[d.rd] = x[d.rs1] >>> x[d.rs2];
            case SRA -> x[d.rd] = x[d.rs1] >> x[d.rs2];
            case OR -> x[d.rd] = x[d.rs1] | x[d.rs2];
            case AND -> x[d.rd] = x[d.rs1] & x[d.rs2];

            case ADDIW -> x[d.rd] = (int) (x[d.rs1] + d.imm);
            case SLLIW -> x[d.rd] = (int) x[d.rs1] << (int) d.imm;
            case SRLIW -> x[d.rd] = (int) x[d.rs1] >>> (int) d.imm;
            case SRAIW -> x[d.rd] = (int) x[d.rs1] >> (int) d.imm;
            case ADDW -> x[d.rd] = (int) (x[d.rs1] + x[d.rs2]);
            case SUBW -> x[d.rd] = (int) (x[d.rs1] - x[d.rs2]);
            case SLLW -> x[d.rd] = (int) x[d.rs1] << (int) x[d.rs2];
            case SRLW -> x[d.rd] = (int) x[d.rs1] >>> (int) x[d.rs2];
            case SRAW -> x[d.rd] = (int) x[d.rs1] >> (int) x[d.rs2];

            case MUL -> x[d.rd] = x[d.rs1] * x[d.rs2];
            case MULH -> x[d.rd] = Math.multiplyHigh(x[d.rs1], x[d.rs2]);
            case MULHSU -> x[d.rd] = Arithmetic.mulhsu(x[d.rs1], x[d.rs2]);
            case MULHU -> x[d.rd] = Math.unsignedMultiplyHigh(x[d.rs1], x[d.rs2]);
            case DIV -> x[d.rd] = Arithmetic.div(x[d.rs1], x[d.rs2]);
            case DIVU -> x[d.rd] = Arithmetic.divu(x[d.rs1], x[d.rs2]);
            case REM -> x[d.rd] = Arithmetic.rem(x[d.rs1], x[d.rs2]);
            case REMU -> x[d.rd] = Arithmetic.remu(x[d.rs1], x[d.rs2]);
            case MULW -> x[d.rd] = (int) x[d.rs1] * (int) x[d.rs2];
            case DIVW -> x[d.rd] = Arithmetic.divw((int) x[d.rs1], (int) x[d.rs2]);
            case DIVUW -> x[d.rd] = Arithmetic.divuw((int) x[d.rs1], (int) x[d.rs2]);
            case REMW -> x[d.rd] = Arithmetic.remw((int) x[d.rs1], (int) x[d.rs2]);
            case REMUW -> x[d.rd] = Arithmetic.remuw((int) x[d.rs1], (int) x[d.rs2]);

            // Harts take turns, each access is performed at once, and writes to code are seen at once: fences order what is ordered.
            case FENCE, FENCE_I -> { }

            default -> {
                if (Atomics.has(d.op)) {
                    x[d.rd] = atomics.execute(d.op, x[d.rs1], x[d.rs2]);
                } else {
                    system.execute(d);
                }
            }
        }
    }

    private void branch(Decoded d, boolean taken) {
        if (taken) {
            state.nextPc = state.pc + d.imm;
        }
    }
}
