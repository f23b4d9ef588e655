package org.haiov.blocks.core;

import org.haiov.blocks.cache.DataLink;
import org.haiov.blocks.cache.FetchLink;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.csr.CsrUnit;
import org.haiov.blocks.csr.Mode;
import org.haiov.blocks.fetch.FetchUnit;
import org.haiov.blocks.mmu.AddressSpaces;
import org.haiov.blocks.mmu.FenceKind;
import org.haiov.blocks.mmu.FenceLink;
import org.haiov.blocks.mmu.PmpPort;
import org.haiov.blocks.mmu.Regime;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Fetch, D, E, M, W and the CSRs; memory and translation are outside (docs/core.md). */
public final class Pipeline extends Component {
    public final Interrupts interrupts = input(Interrupts.shape());
    public final FetchLink code = output(FetchLink.shape());
    public final DataLink data;
    public final FenceLink fence = output(FenceLink.shape());
    public final Regime fetchRegime = output(Regime.shape());
    public final Regime dataRegime = output(Regime.shape());
    public final Regime guestRegime = output(Regime.shape());
    public final AddressSpaces spaces;
    /** The PMP registers; null without PMP. */
    public final PmpPort pmp;
    /** WFI waits. */
    public final Signal waiting = output(1);
    public final Mode mode = output(Mode.shape());
    public final Retirement retirement;

    /** hart: number of this hart; time: mtime; the lines of CLINT and PLIC. */
    public record Interrupts(Signal hart, Signal time, Signal machineSoftware, Signal machineTimer, Signal machineExternal,
            Signal supervisorExternal) implements Bundle {
        /** The shape. */
        public static Interrupts shape() {
            return new Interrupts(Signal.of(3), Signal.of(64), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
        }
    }

    private final FetchUnit fetch;
    private final DecodeStage decode;
    private final ExecuteStage execute;
    private final MemoryStage memory;
    private final CommitStage commit;
    private final CsrUnit csr;

    public Pipeline(HartConfig c) {
        data = output(DataLink.shape(c.physicalBits()));
        spaces = output(AddressSpaces.shape(c));
        pmp = c.pmpRegions() > 0 ? output(PmpPort.shape()) : null;
        retirement = output(Retirement.shape(c.physicalBits()));
        RegisterFile registers = new RegisterFile();
        fetch = add(new FetchUnit(c));
        decode = add(new DecodeStage(c));
        execute = add(new ExecuteStage(c));
        memory = add(new MemoryStage(c));
        commit = add(new CommitStage(c));
        csr = add(new CsrUnit(c));
        add(registers);
        front(registers);
        middle();
        back(registers);
        outside();
    }

    private void front(RegisterFile registers) {
        Bundle.connect(code, fetch.cache);
        Bundle.set(fetch.restart, csr.restart);
        Bundle.set(fetch.outcome, execute.outcome);
        fetch.ready.set(execute.free.and(decode.waits.not()));

        Bundle.set(decode.in, fetch.out);
        Bundle.set(decode.mode, csr.mode);
        Bundle.set(decode.permissions, csr.permissions);
        Bundle.set(decode.e, execute.producer);
        Bundle.set(decode.m, memory.producer);
        Bundle.set(decode.w, commit.producer);
        decode.mGoes.set(memory.free);
        registers.first.set(decode.rs1);
        registers.second.set(decode.rs2);
        decode.stored1.set(registers.firstValue);
        decode.stored2.set(registers.secondValue);
    }

    private void middle() {
        Bundle.set(execute.in, decode.out);
        execute.late.set(commit.producer.value());
        execute.flush.set(csr.restart.valid());
        execute.interruptDue.set(csr.interruptDue);
        execute.virtualAccess.set(csr.dataRegime.virtual());
        execute.mFree.set(memory.free);
        Bundle.set(data.e(), execute.issue);

        Bundle.set(memory.in, execute.out);
        memory.flush.set(csr.restart.valid());
        memory.wBusy.set(commit.held.valid());
        memory.wakes.set(csr.wakes);
        memory.virtualAccess.set(csr.dataRegime.virtual());
        memory.virtualMode.set(csr.mode.virtual());
        Bundle.set(memory.data, data.r());
        Bundle.set(data.m(), memory.toData);
        memory.product.set(execute.product);
        Bundle.connect(csr.read, memory.csr);
        fences();
    }

    /** Those of M, and one of everything after a write of PMP: until it is done fetch finds no translation. */
    private void fences() {
        Reg all = reg(1, 0);
        when(fence.done(), () -> all.set(0));
        when(csr.pmpWritten, () -> all.set(1));
        FenceLink own = memory.fence;
        fence.valid().set(all.or(own.valid()));
        fence.kind().set(all.mux(Enumerated.encode(FenceKind.ALL), own.kind()));
        fence.byAddress().set(own.byAddress());
        fence.address().set(own.address());
        fence.byId().set(own.byId());
        fence.id().set(own.id());
        own.done().set(fence.done().and(all.not()));
        if (pmp != null) {
            Bundle.connect(pmp, csr.pmp);
        }
    }

    private void back(RegisterFile registers) {
        Bundle.set(commit.in, memory.out);
        Bundle.set(csr.commit, commit.commit);
        registers.write.set(commit.producer.valid());
        registers.number.set(commit.producer.rd());
        registers.value.set(commit.producer.value());

        Finished w = commit.held;
        Bits replayed = w.interrupt().and(csr.traps.not());
        Bits done = w.problem().valid().not().and(w.interrupt().not());
        retirement.valid().set(w.valid().and(replayed.not()));
        retirement.pc().set(w.pc());
        retirement.instruction().set(w.raw());
        retirement.privilege().set(csr.mode.privilege());
        retirement.virtual().set(csr.mode.virtual());
        retirement.rd().set(w.writes().mux(commit.producer.rd(), 0));
        retirement.value().set(w.value());
        retirement.csrWrite().set(w.csrWrite());
        retirement.csrAddress().set(w.csrAddress());
        retirement.csrData().set(w.csrData());
        retirement.access().set(w.access().valid().and(done));
        retirement.address().set(w.access().address());
        retirement.physical().set(w.access().physical());
        retirement.data().set(w.access().data());
        retirement.trap().set(csr.traps);
        retirement.cause().set(csr.trapCause);
        retirement.trapValue().set(w.value());
        retirement.guestAddress().set(w.problem().guestPhysical());
        retirement.pending().set(csr.pending);
    }

    private void outside() {
        csr.hartId.set(interrupts.hart());
        csr.ticks.set(interrupts.time());
        csr.machineSoftware.set(interrupts.machineSoftware());
        csr.machineTimer.set(interrupts.machineTimer());
        csr.machineExternal.set(interrupts.machineExternal());
        csr.supervisorExternal.set(interrupts.supervisorExternal());
        Bundle.set(fetchRegime, csr.fetchRegime);
        Bundle.set(dataRegime, csr.dataRegime);
        Bundle.set(guestRegime, csr.guestRegime);
        Bundle.set(spaces, csr.spaces);
        Bundle.set(mode, csr.mode);
        waiting.set(memory.waiting);
    }
}
