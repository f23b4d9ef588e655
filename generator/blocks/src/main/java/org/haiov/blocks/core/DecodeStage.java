package org.haiov.blocks.core;

import java.util.Map;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.csr.CsrUnit;
import org.haiov.blocks.csr.Mode;
import org.haiov.blocks.csr.Verdict;
import org.haiov.blocks.decode.Control;
import org.haiov.blocks.decode.Decoder;
import org.haiov.blocks.decode.SystemOp;
import org.haiov.blocks.decode.Unit;
import org.haiov.blocks.fetch.Fetched;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Signal;

/** D: what the instruction does, whether it may, and with which operands. Combinational between the registers of fetch and those of E. */
final class DecodeStage extends Component {
    final Fetched in;
    final Mode mode = input(Mode.shape());
    final CsrUnit.PermissionsOut permissions = input(CsrUnit.PermissionsOut.shape());
    final Producer e = input(Producer.shape());
    final Producer m = input(Producer.shape());
    final Producer w = input(Producer.shape());
    final Signal mGoes = input(1);
    /** Register numbers, and what the register file has for them. */
    final Signal rs1 = output(5);
    final Signal rs2 = output(5);
    final Signal stored1 = input(64);
    final Signal stored2 = input(64);
    /** An operand is not to be had in time. */
    final Signal waits = output(1);
    final Decoded out;

    private static final int ECALL_U = RiscvFacts.exception("ecall from U");

    DecodeStage(HartConfig c) {
        in = input(Fetched.shape(c));
        out = output(Decoded.shape(c));
        Decoder decoder = add(new Decoder());
        decoder.instruction.set(in.word());
        Control control = decoder.control;
        rs1.set(in.word().slice(19, 15));
        rs2.set(in.word().slice(24, 20));
        Operand first = add(new Operand());
        operand(first, rs1, control.reads1(), stored1);
        Operand other = add(new Operand());
        operand(other, rs2, control.reads2(), stored2);

        waits.set(first.waits.or(other.waits));
        out.valid().set(in.valid().and(waits.not()));
        out.pc().set(in.pc());
        out.word().set(in.word());
        out.raw().set(in.raw());
        out.compressed().set(in.compressed());
        out.second().set(in.second());
        Bundle.set(out.control(), control);
        out.first().set(first.value);
        out.firstLate().set(first.late);
        out.other().set(other.value);
        out.otherLate().set(other.late);
        out.target().set(in.pc().plus(control.imm()));
        Bundle.set(out.prediction(), in.prediction());
        problem(control);
    }

    private void operand(Operand operand, Bits number, Bits read, Bits stored) {
        operand.number.set(number);
        operand.read.set(read);
        operand.stored.set(stored);
        operand.producers(e, m, w);
        operand.mGoes.set(mGoes);
    }

    private void problem(Control control) {
        Problem problem = out.problem();
        problem.none();
        Bits system = control.unit().eq(Enumerated.encode(Unit.SYSTEM));
        Bits illegal = Bits.lit(0, 1);
        Bits virtual = Bits.lit(0, 1);
        Map<SystemOp, Verdict> verdicts = Map.of(SystemOp.MRET, permissions.machineReturn(), SystemOp.SRET, permissions.supervisorReturn(),
                SystemOp.WFI, permissions.waiting(), SystemOp.SFENCE_VMA, permissions.supervisorFence(), SystemOp.HFENCE_VVMA,
                permissions.guestVirtualFence(), SystemOp.HFENCE_GVMA, permissions.guestPhysicalFence());
        for (SystemOp op : SystemOp.values()) {
            if (verdicts.containsKey(op)) {
                Bits is = system.and(control.system().eq(Enumerated.encode(op)));
                illegal = illegal.or(is.and(verdicts.get(op).illegal()));
                virtual = virtual.or(is.and(verdicts.get(op).virtual()));
            }
        }
        Bits guestAccess = control.unit().eq(Enumerated.encode(Unit.MEMORY)).and(control.memory().hypervisor());
        Bits isIllegal = control.legal().not().or(illegal).or(guestAccess.and(permissions.guestAccess().illegal()));
        Bits isVirtual = virtual.or(guestAccess.and(permissions.guestAccess().virtual()));

        when(system.and(control.system().eq(Enumerated.encode(SystemOp.ECALL))), () -> problem.raise(call()));
        when(system.and(control.system().eq(Enumerated.encode(SystemOp.EBREAK))), () -> problem.raise(cause("breakpoint")));
        when(isVirtual, () -> problem.raise(cause("virtual instruction")));
        when(isIllegal, () -> problem.raise(cause("illegal instruction")));
        when(in.failed(), () -> {
            problem.raise(in.fault().cause());
            problem.guestVirtual().set(mode.virtual());
            problem.guestPhysical().set(in.fault().guestAddress());
            problem.implicit().set(in.fault().implicit());
        });
    }

    /** Environment call: 8 from U and VU, 9 from HS, 10 from VS, 11 from M. */
    private Bits call() {
        Bits level = mode.isSupervisor().mux(Bits.cat(mode.virtual(), mode.virtual().not()), mode.privilege());
        return Bits.lit(ECALL_U, 6).plus(level.zext(6));
    }

    private static Bits cause(String exception) {
        return Bits.lit(RiscvFacts.exception(exception), 6);
    }
}
