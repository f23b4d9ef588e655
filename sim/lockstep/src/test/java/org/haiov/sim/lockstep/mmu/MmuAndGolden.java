package org.haiov.sim.lockstep.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.AccessKind;
import org.haiov.blocks.mmu.Answer;
import org.haiov.blocks.mmu.Eyes;
import org.haiov.blocks.mmu.MmuBench;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Snapshot;
import org.haiov.sim.golden.csr.CsrFile.Action;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.device.Rom;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.mmu.Access;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.ReferenceTranslator;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Regime;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.state.Trap;

/** An MMU and the golden model with the same memory, address spaces and PMP, and what the latter says of an address, as the MMU says it. */
final class MmuAndGolden {
    static final long RAM = RiscvFacts.region("ram").base();
    private static final long PAGE_BYTES = 4096;

    final MmuBench bench;
    private final Ram ram;
    private final Hart hart;
    private final HartState state;
    private final ReferenceTranslator reference;
    private final Snapshot start;

    MmuAndGolden(Engine engine, HartConfig c, int ramBytes) {
        ram = new Ram(RAM, ramBytes);
        bench = new MmuBench(engine, c, ramBytes);
        Bus bus = new Bus(ram);
        for (Region region : RiscvFacts.regions()) {
            if (region.name().equals("rom")) {
                bus.attach("rom", region.base(), region.size(), new Rom(new byte[(int) region.size()]));
            } else if (!region.name().equals("ram")) {
                long size = region.size() + PAGE_BYTES - 1 & -PAGE_BYTES;
                bus.attach(region.name(), region.base(), size, new Anything());
            }
        }
        HartOptions options = new HartOptions(c.resetVector(), c.asidBits(), c.vmidBits(), c.pmpRegions(), (int) PAGE_BYTES, false, true, true,
                false, 0);
        hart = new Hart(0, options, new TimeBase(1), bus, new CodePages(ram), new Reservations());
        state = hart.state();
        reference = new ReferenceTranslator(state, bus);
        bench.reader = address -> bus.load(address, 8);
        start = bench.ports.sim.save();
    }

    /** A device that takes everything. */
    private static final class Anything implements Device {
        @Override
        public long load(long offset, int size) {
            return 0;
        }

        @Override
        public void store(long offset, int size, long value) {
        }
    }

    /** Both as after power-up. */
    void reset() {
        bench.ports.sim.restore(start);
        state.reset();
        reference.pmpChanged();
    }

    void store(long address, long word) {
        ram.store(address - RAM, 8, word);
    }

    long load(long address) {
        return ram.load(address - RAM, 8);
    }

    void satp(boolean on, int asid, long root) {
        bench.satp(on, asid, root);
        state.satp = atp(on, asid, root);
    }

    void vsatp(boolean on, int asid, long root) {
        bench.vsatp(on, asid, root);
        state.vsatp = atp(on, asid, root);
    }

    void hgatp(boolean on, int vmid, long root) {
        bench.hgatp(on, vmid, root);
        state.hgatp = atp(on, vmid, root);
    }

    private static long atp(boolean on, int id, long root) {
        return (on ? 8L << 60 : 0) | (long) id << 44 | root >>> 12;
    }

    /** Writes a PMP register of both; {@code number} as in the MMU's port. */
    void writePmp(int number, long value) {
        bench.writePmp(number, value);
        hart.csrs().execute(pmpCsr(number), Action.WRITE, value, false, true, 0);
        reference.pmpChanged();
    }

    long goldenPmp(int number) {
        return hart.csrs().peek(pmpCsr(number));
    }

    private static int pmpCsr(int number) {
        return RiscvFacts.csr("pmpcfg0").address() + number;
    }

    /** The MMU's answer. */
    Answer ask(long address, AccessKind kind, Eyes eyes) {
        return bench.ask(address, kind, eyes);
    }

    /** The golden model's, with 0 cycles and reads. */
    Answer golden(long address, AccessKind kind, Eyes eyes) {
        try {
            long physical = reference.translate(address, access(kind), regime(eyes), kind == AccessKind.LOAD_EXECUTABLE);
            boolean first = !eyes.machine() && (eyes.virtual() ? state.vsatp : state.satp) >>> 60 != 0;
            boolean user = first ? allowed(physical, address, kind, eyes.withUser()) : eyes.user();
            Eyes owner = new Eyes(eyes.machine(), eyes.virtual(), user, false, false, false);
            return new Answer(false, physical >>> 12, allowed(physical, address, AccessKind.LOAD, owner),
                    allowed(physical, address, AccessKind.STORE, owner), allowed(physical, address, AccessKind.FETCH, owner), user,
                    !reference.isMemory(physical), 0, 0, false, 0, 0);
        } catch (Trap trap) {
            return new Answer(true, 0, false, false, false, false, false, trap.cause(), trap.guestPhysical() >>> 2,
                    trap.instruction() == Trap.Instruction.PAGE_TABLE_READ, 0, 0);
        }
    }

    private boolean allowed(long physical, long address, AccessKind kind, Eyes eyes) {
        try {
            return reference.translate(address, access(kind), regime(eyes), kind == AccessKind.LOAD_EXECUTABLE) == physical;
        } catch (Trap trap) {
            return false;
        }
    }

    private static Access access(AccessKind kind) {
        return switch (kind) {
            case FETCH -> Access.FETCH;
            case LOAD, LOAD_EXECUTABLE -> Access.LOAD;
            case STORE -> Access.STORE;
        };
    }

    private static int regime(Eyes eyes) {
        int regime = eyes.machine() ? Privilege.M : eyes.user() ? Privilege.U : Privilege.S;
        if (eyes.virtual()) {
            return regime | Regime.VIRTUAL | (eyes.sum() ? Regime.VS_SUM : 0) | (eyes.mxr() ? Regime.VS_MXR : 0)
                    | (eyes.guestMxr() ? Regime.MXR : 0);
        }
        return regime | (eyes.sum() ? Regime.SUM : 0) | (eyes.mxr() ? Regime.MXR : 0);
    }
}
