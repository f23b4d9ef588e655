package org.haiov.sim.golden.hcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.haiov.facts.Facts;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hcs.ContextSwitch.Change;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.XhaiovState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Section 6 of docs/xhaiov.md on random sequences of everything, by number: 1 to 6 and 8. {@code -Dxhaiov.seed=N} and {@code -Dxhaiov.seeds=COUNT} take others,
 * and more.
 */
class ContextSwitchPropertyTest {
    private static final int STEPS = 20_000;
    private static final int UCAUSE = 1 + XhaiovState.X + XhaiovState.UCAUSE;
    private static final int UTVAL = 1 + XhaiovState.X + XhaiovState.UTVAL;

    /** All that belongs to a thread: pc, x1 to x31, banked CSRs, sscratch or suscratch, satp or suatp. */
    private record Context(List<Long> values) {
        static Context active(HartState s) {
            return of(s.pc, s.x, s.xhaiov.bank, 0, s.sscratch, s.satp);
        }

        static Context inactive(HartState s) {
            return of(s.xhaiov.shepc, s.xhaiov.inactive, s.xhaiov.inactive, XhaiovState.X, s.xhaiov.suscratch, s.xhaiov.suatp);
        }

        private static Context of(long pc, long[] x, long[] csrs, int from, long scratch, long atp) {
            List<Long> values = new ArrayList<>();
            values.add(pc);
            for (int i = 0; i < XhaiovState.X; i++) {
                values.add(x[i]);
            }
            for (int i = 0; i < Facts.bank().size(); i++) {
                values.add(csrs[from + i]);
            }
            values.add(scratch);
            values.add(atp);
            return new Context(values);
        }

        Context with(int index, long value) {
            List<Long> changed = new ArrayList<>(values);
            changed.set(index, value);
            return new Context(changed);
        }
    }

    private RandomHart h;
    private HartState s;
    /** The interrupted thread, while a handler runs. */
    private Context interrupted;
    private int interruptedPrivilege;
    private boolean interruptedVirtual;
    private final Map<Change, Integer> seen = new EnumMap<>(Change.class);
    private final long[] expected = new long[RandomHart.VIDS];
    private int redirected;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("xhaiov.seeds", 5)).map(i -> Long.getLong("xhaiov.seed", 1) + i);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomSequences(long seed) {
        h = new RandomHart(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        s = h.s;
        for (int i = 0; i < STEPS; i++) {
            try {
                if (h.random.nextInt(6) == 0) {
                    h.event();
                }
                step();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + i + ", pc 0x" + Long.toHexString(s.pc) + ": " + e.getMessage(), e);
            }
        }
        for (Change change : Change.values()) {
            assertTrue(seen.getOrDefault(change, 0) > 50, "seed " + seed + ": " + seen);
        }
        assertTrue(redirected > 20, "seed " + seed + ": " + redirected + " redirections");
    }

    private void step() {
        if (h.inKernel()) {
            assertFalse(s.xhaiov.active, "ACT=1 in HS or M");
            checkDoorbell();
            h.kernelActs();
            h.leaveKernel();
        } else {
            h.prepare();
        }
        XhaiovState v = s.xhaiov;
        Context before = Context.active(s);
        Context waiting = Context.inactive(s);
        int privilege = s.privilege;
        boolean virtual = s.virtual;
        boolean active = v.active;
        long ustatus = v.bank[XhaiovState.USTATUS];
        long hstatus = s.hstatus;
        long huedeleg = v.huedeleg;
        long pendingBefore = h.controller.read(0x70000);
        Retirement step = h.step();
        seen.merge(step.change(), 1, Integer::sum);
        assertTrue(!v.active || !s.virtual && s.privilege == Privilege.U, "6: ACT=1 implies V=0, U");
        switch (step.change()) {
            case NONE -> assertEquals(active, v.active);
            case ENTERED, RESUMED -> {
                interrupted = before;
                interruptedPrivilege = privilege;
                interruptedVirtual = virtual;
                assertTrue(virtual || privilege == Privilege.U, "entry from HS or M");
                Context handler = Context.active(s);
                if (step.change() == Change.RESUMED) {
                    assertEquals(waiting, handler, "the parked handler as it was");
                } else {
                    assertEquals(waiting.with(0, v.bank[XhaiovState.UTVEC]).with(UCAUSE, 1L << 63 | 24), handler);
                    assertTrue(handler.values.subList(1, 1 + XhaiovState.X).stream().allMatch(x -> x == 0), "6: a fresh bank");
                }
                assertEquals(before.values.subList(1, before.values.size()), Context.inactive(s).values.subList(1, before.values.size()));
                assertEquals(before.values.getFirst(), v.shepc);
            }
            case ENDED -> {
                assertEquals(interrupted, Context.active(s), "6: entry then end");
                assertEquals(List.of(interruptedPrivilege, interruptedVirtual), List.of(s.privilege, s.virtual));
            }
            case INTERRUPTED -> {
                boolean machine = s.privilege == Privilege.M;
                assertEquals(interrupted, Context.active(s).with(0, machine ? s.mepc : s.sepc), "6: entry then unwind");
                int from = (int) (machine ? s.mstatus >>> 11 & 3 : s.mstatus >>> 8 & 1);
                boolean fromVirtual = machine ? (s.mstatus >>> 39 & 1) != 0 : (s.hstatus >>> 7 & 1) != 0;
                assertEquals(List.of(interruptedPrivilege, interruptedVirtual), List.of(from, fromVirtual));
                assertEquals(before, Context.inactive(s), "the handler, parked");
                assertTrue(v.parked && v.resume && !v.fault);
            }
            case STOPPED -> {
                assertEquals(interrupted, Context.active(s), "6: entry then unwind");
                assertEquals(List.of(interruptedPrivilege, interruptedVirtual), List.of(s.privilege, s.virtual));
                Context parked = Context.inactive(s);
                assertEquals(before.with(UCAUSE, 0).with(UTVAL, 0), parked.with(UCAUSE, 0).with(UTVAL, 0));
                assertTrue(v.parked && !v.resume && v.fault);
            }
        }
        checkReturns(step, active, ustatus, hstatus);
        checkRedirection(step, virtual, privilege, huedeleg);
        checkAccess(step, virtual, privilege);
        checkRequests(step, pendingBefore);
        checkDeliveries();
    }

    /** 1: URET reaches U, VU, VS alone, and V=1 only with UPV=1 and HUR=1 or as the end of a switch. */
    private void checkReturns(Retirement step, boolean active, long ustatus, long hstatus) {
        if (step.kind() == Retirement.Kind.RETIRED && step.instruction().op == Op.URET) {
            assertTrue(s.virtual || s.privilege == Privilege.U, "1: URET to " + Privilege.name(s.privilege, s.virtual));
            assertTrue(!s.virtual || active || (ustatus & XhaiovState.UPV) != 0 && (hstatus >>> 10 & 1) != 0, "1: URET to V=1");
        }
    }

    /** 2: a redirected entry comes from V=1, causes 24 and 25, huedeleg; (UPV, UPP) is the mode before. */
    private void checkRedirection(Retirement step, boolean virtual, int privilege, long huedeleg) {
        if (step.trap() != null && step.trap().privilege() == Privilege.U) {
            long cause = step.trap().cause();
            assertTrue(virtual && (cause == 24 || cause == 25) && (huedeleg >>> cause & 1) != 0, "2: cause " + cause + " went to U");
            long status = s.xhaiov.bank[XhaiovState.USTATUS];
            assertEquals(1, status >>> 7 & 1);
            assertEquals(privilege, status >>> 8 & 1);
            redirected++;
        }
    }

    /** 3: V=1 reads or writes no CSR of section 1 but vireq and svitop. */
    private void checkAccess(Retirement step, boolean virtual, int privilege) {
        if (!virtual || step.instruction() == null || step.kind() != Retirement.Kind.RETIRED) {
            return;
        }
        Op op = step.instruction().op;
        if (op == Op.CSRRW || op == Op.CSRRS || op == Op.CSRRC || op == Op.CSRRWI) {
            int address = (int) step.instruction().imm & 0xFFF;
            assertTrue(Facts.csrs().stream().noneMatch(csr -> csr.address() == address && !csr.name().equals("vireq") && !csr.name().equals("svitop")),
                    "3: CSR 0x" + Integer.toHexString(address) + " from V=1");
            assertEquals(Privilege.S, privilege, "3: from VU");
        }
    }

    /** 4: what becomes pending by a request is a VID of the sender's slot, through an entry inside [base, base+limit). */
    private void checkRequests(Retirement step, long pendingBefore) {
        for (long[] request : h.requests) {
            boolean guest = step.virtual();
            long context = guest ? s.xhaiov.hvictx : s.xhaiov.bank[XhaiovState.UVICTX];
            if (step.change() != Change.NONE) {
                continue; // the context is the parked bank's
            }
            long base = context & 0xFFFFFFFFL;
            long limit = context >>> 32 & 0xFFFF;
            assertTrue(request[0] >= base && request[0] < base + limit, "4: entry " + request[0] + " outside " + base + " + " + limit);
            assertEquals(context >>> 48 & 63, request[1], "4: slot");
            long fresh = h.controller.read(0x70000) & ~pendingBefore;
            for (int vid = 0; vid < RandomHart.VIDS; vid++) {
                if ((fresh >>> vid & 1) != 0) {
                    assertEquals(request[1], h.controller.read(0x20000 + 64 * vid) >>> 48 & 63, "4: VID of another slot");
                    assertEquals(1, request[2]);
                }
            }
        }
    }

    /** 5: what is presented is pending, and what runs is not given twice. */
    private void checkDeliveries() {
        XhaiovState v = s.xhaiov;
        if (v.presented) {
            long state = h.controller.read(0x20000 + 64 * v.vid + 8);
            assertEquals(3, state & 7, "5: presented and pending, vid " + v.vid);
        }
        if (v.active || v.parked) {
            assertEquals(4, h.controller.read(0x20000 + 64 * v.vid + 8) & 6, "5: running, vid " + v.vid);
        }
        for (int vid = 0; vid < RandomHart.VIDS; vid++) {
            long deliveries = h.controller.read(0x20000 + 64 * vid + 16) & 0xFFFFFFFFL;
            assertTrue(deliveries >= expected[vid], "5: deliveries fell");
            expected[vid] = deliveries;
        }
    }

    /** 8: the doorbell is what section 5 says. */
    private void checkDoorbell() {
        XhaiovState v = s.xhaiov;
        h.hart.deadline(); // lets lines follow
        boolean rings = (s.linePending & Interrupt.DOORBELL) != 0;
        boolean waits = v.presented || v.resume;
        boolean long_ = s.cycles - v.kernelSince >= RandomHart.DOORBELL;
        assertEquals(v.parked && !v.resume || waits && (!v.uve || long_), rings, "8: doorbell");
    }

    /** 3: with EN=0 the same programs meet nothing of Xhaiov. */
    @Test
    void nothingWithoutEnable() {
        h = new RandomHart(RandomGeneratorFactory.of("L64X128MixRandom").create(9));
        s = h.s;
        h.kernelWrite("shcs", 0);
        h.controller.write(0x72000, -1);
        h.kernelWrite("mhaiovcfg", 0);
        assertFalse(s.xhaiovEnabled);
        long[] bank = s.xhaiov.bank.clone();
        for (int i = 0; i < STEPS; i++) {
            if (h.inKernel()) {
                s.line(Interrupt.MSI, false);
                s.privilege = Privilege.U;
                s.virtual = h.random.nextBoolean();
                s.pc = 0x80010000L + 4 * h.random.nextInt(512);
                s.modeChanged();
            }
            if (h.random.nextInt(6) == 0) {
                h.event();
            }
            h.prepare();
            Retirement step = h.step();
            assertEquals(Change.NONE, step.change());
            assertTrue(step.trap() == null || step.trap().privilege() != Privilege.U && (step.trap().cause() & 0xFF) < 24, () -> step.trap().toString());
            assertTrue(step.kind() != Retirement.Kind.RETIRED || step.instruction().op != Op.URET && step.csrs().isEmpty());
        }
        assertEquals(0, s.pending() & Interrupt.XHAIOV);
        assertTrue(Arrays.equals(bank, s.xhaiov.bank));
        assertTrue(h.requests.isEmpty());
    }
}
