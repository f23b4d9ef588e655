package org.haiov.blocks.core;

import org.haiov.blocks.cache.DataLink;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.csr.CsrRead;
import org.haiov.blocks.decode.SystemOp;
import org.haiov.blocks.decode.Unit;
import org.haiov.blocks.mmu.FenceKind;
import org.haiov.blocks.mmu.FenceLink;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** M: waits for memory, looks at CSRs, does fences, waits for interrupts; then everything about the instruction is known. */
final class MemoryStage extends Component {
    final Executed in = input(Executed.shape());
    final Signal flush = input(1);
    /** W holds an instruction. */
    final Signal wBusy = input(1);
    /** WFI ends. */
    final Signal wakes = input(1);
    /** Loads and stores, and the mode, are those of a guest. */
    final Signal virtualAccess = input(1);
    final Signal virtualMode = input(1);
    final DataLink.Result data;
    final DataLink.Middle toData = output(DataLink.shape(32).m());
    final CsrRead csr = output(CsrRead.shape());
    final FenceLink fence = output(FenceLink.shape());
    final Signal product = input(64);
    /** M takes an instruction from E at the end of this cycle. */
    final Signal free = output(1);
    final Signal waiting = output(1);
    final Producer producer = output(Producer.shape());
    final Finished out;

    private final Executed held = reg(Executed.shape());
    private final Bits works;

    MemoryStage(HartConfig c) {
        data = output(DataLink.shape(c.physicalBits()).r());
        out = output(Finished.shape(c.physicalBits()));
        works = held.valid().and(held.problem().valid().not()).and(held.interrupt().not());

        Bits looksAtCsr = works.and(is(Unit.CSR));
        // The CSR unit answers a cycle later, and what is in W may still change what it says.
        Reg looked = reg(1, 0);
        looked.set(looksAtCsr.and(wBusy.not()).and(looked.not()));
        Bits csrWaits = looksAtCsr.and(looked.not());
        Bits fences = works.and(is(SystemOp.SFENCE_VMA).or(is(SystemOp.HFENCE_VVMA)).or(is(SystemOp.HFENCE_GVMA)));
        Bits fenceWaits = fences.and(wBusy.or(fence.done().not()));
        Bits pauses = works.and(is(SystemOp.WFI)).and(wakes.not());
        waiting.set(pauses.and(wBusy.not()));
        Bits busy = data.busy().or(csrWaits).or(fenceWaits).or(pauses);
        Bits goes = held.valid().and(busy.not());
        free.set(held.valid().not().or(busy.not()));
        when(free, () -> Bundle.set(held, in));
        when(flush, () -> held.valid().set(0));
        assertThat(in.valid().not().or(free), "an instruction comes to M and there is no room for it");

        toData.data().set(held.operand());
        toData.kill().set(flush);
        fence(fences);
        csr();
        finish(goes);
    }

    private void fence(Bits fences) {
        Bits guestVirtual = is(SystemOp.HFENCE_VVMA).or(is(SystemOp.SFENCE_VMA).and(virtualMode));
        fence.valid().set(fences.and(wBusy.not()));
        fence.kind().set(is(SystemOp.HFENCE_GVMA).mux(Enumerated.encode(FenceKind.GUEST_PHYSICAL),
                guestVirtual.mux(Enumerated.encode(FenceKind.GUEST_VIRTUAL), Enumerated.encode(FenceKind.SUPERVISOR))));
        fence.byAddress().set(held.word().slice(19, 15).any());
        fence.address().set(held.result());
        fence.byId().set(held.word().slice(24, 20).any());
        fence.id().set(held.operand().low(16));
    }

    private void csr() {
        Bits function = held.word().slice(14, 12);
        Bits modifies = function.bit(1);
        Bits source = held.word().slice(19, 15);
        Bits operand = function.msb().mux(source.zext(64), held.result());
        Bits writes = modifies.not().or(source.any());
        csr.address().set(held.word().slice(31, 20));
        csr.writes().set(writes);
        Bits changed = modifies.not().mux(operand, function.bit(0).mux(csr.modified().and(operand.not()), csr.modified().or(operand)));
        out.csrWrite().set(works.and(is(Unit.CSR)).and(writes).and(csr.verdict().refused().not()));
        out.csrAddress().set(csr.substituted());
        out.csrData().set(changed);
    }

    private void finish(Bits goes) {
        out.valid().set(goes.and(flush.not()));
        out.pc().set(held.pc());
        out.word().set(held.word());
        out.raw().set(held.raw());
        out.compressed().set(held.compressed());
        out.interrupt().set(held.interrupt());
        Bits memory = works.and(is(Unit.MEMORY));
        Bits refused = works.and(is(Unit.CSR)).and(csr.verdict().refused());
        Bits value = is(Unit.MEMORY).mux(data.data(), is(Unit.MULTIPLY).mux(product, is(Unit.CSR).mux(csr.value(), held.result())));
        out.writes().set(works.and(held.writes()));
        out.value().set(value);
        Bundle.set(out.problem(), held.problem());
        when(held.problem().valid(), () -> out.value().set(held.result()));
        when(refused, () -> {
            out.writes().set(0);
            out.problem().raise(csr.verdict().illegal().mux(cause("illegal instruction"), cause("virtual instruction")));
            out.value().set(held.raw().zext(64));
        });
        when(memory.and(data.failed()), () -> {
            out.writes().set(0);
            out.problem().raise(data.fault().cause());
            out.problem().guestVirtual().set(virtualAccess.or(held.guest()));
            out.problem().guestPhysical().set(data.fault().guestAddress());
            out.problem().implicit().set(data.fault().implicit());
            out.value().set(held.result());
        });
        Bits system = works.and(is(Unit.SYSTEM));
        out.machineReturn().set(works.and(is(SystemOp.MRET)));
        out.supervisorReturn().set(works.and(is(SystemOp.SRET)));
        out.invalidate().set(works.and(is(SystemOp.FENCE_I)));
        Bits loud = out.csrWrite().and(csr.quiet().not());
        out.refetch().set(loud.or(system.and(is(SystemOp.WFI).not())));
        out.access().valid().set(memory);
        out.access().address().set(held.result());
        out.access().physical().set(data.physical());
        out.access().data().set(held.operand());

        producer.valid().set(works.and(held.writes()));
        producer.rd().set(held.word().slice(11, 7));
        producer.late().set(is(Unit.MULTIPLY).or(is(Unit.MEMORY)).or(is(Unit.CSR)));
        producer.value().set(held.result());
    }

    private Bits is(Unit unit) {
        return held.unit().eq(Enumerated.encode(unit));
    }

    private Bits is(SystemOp op) {
        return is(Unit.SYSTEM).and(held.system().eq(Enumerated.encode(op)));
    }

    private static Bits cause(String exception) {
        return Bits.lit(RiscvFacts.exception(exception), 6);
    }
}
