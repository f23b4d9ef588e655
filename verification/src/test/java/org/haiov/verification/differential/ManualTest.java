package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.mmu.Access;
import org.haiov.sim.golden.state.HartState;
import org.haiov.verification.differential.Walk.Stage;
import org.haiov.verification.differential.Walk.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second opinion on translation, itself by the manual's sections. */
class ManualTest {
    private static final long BASE = 0x80000000L;
    private static final long SV39 = 8L << 60;
    private static final long VA = 3L << 12;
    private static final int USER = 0;
    private static final int SUPERVISOR = 1;
    private static final int GUEST = 1 | 4;

    private final HartState hart = new HartState(0, MachineConfig.parse("test", "{}").hart());
    private final Ram ram = new Ram(BASE, 1 << 20);
    private final Manual manual = new Manual(hart, ram);

    @BeforeEach
    void tables() {
        hart.satp = SV39 | BASE + 0x1000 >>> 12;
        entry(0x1000, pointer(0x2000));
        entry(0x2000, pointer(0x3000));
        hart.pmpcfg[15] = 0x1F;
        hart.pmpaddr[15] = -1L >>> 10;
    }

    private void entry(int offset, long value) {
        Ram.LONG.set(ram.bytes, offset, value);
    }

    private static long pointer(int offset) {
        return BASE + offset >>> 12 << 10 | 1;
    }

    private static long leaf(int flags) {
        return BASE + 0x8000 >>> 12 << 10 | flags;
    }

    /** P 4.3.2 steps 3 to 7: flags in hexadecimal as D A G U X W R V. */
    @ParameterizedTest
    @CsvSource({"C7, 1, LOAD, OK", "00, 1, LOAD, INVALID", "C6, 1, LOAD, INVALID", "C5, 1, LOAD, WRITE_ONLY", "41, 1, LOAD, POINTER_BITS", "11, 1, LOAD, POINTER_BITS",
        "01, 1, LOAD, NO_LEAF", "D7, 1, LOAD, USER", "C7, 0, LOAD, SUPERVISOR", "49, 1, LOAD, READ", "43, 1, STORE, WRITE", "C7, 1, FETCH, EXECUTE", "07, 1, LOAD, ACCESSED",
        "47, 1, STORE, DIRTY", "47, 1, LOAD, OK", "CF, 1, FETCH, OK"})
    void steps(String flags, int privilege, Access access, Step step) {
        entry(0x3000 + 24, leaf(Integer.parseInt(flags, 16)));
        Walk walk = manual.walk(VA + 8, 8, access, privilege, false);
        assertEquals(step, walk.step());
        assertEquals(step == Step.OK ? BASE + 0x8008 : 0, walk.physical());
    }

    /** P 4.3.1: bits 63:54 are reserved without Svnapot and Svpbmt. */
    @Test
    void reserved() {
        entry(0x3000 + 24, leaf(0xC7) | 1L << 58);
        assertEquals(Step.RESERVED, manual.walk(VA, 8, Access.LOAD, SUPERVISOR, false).step());
    }

    /** P 4.4.1: bits 63:39 must equal bit 38. */
    @Test
    void addresses() {
        assertEquals(Step.ADDRESS, manual.walk(1L << 38, 8, Access.LOAD, SUPERVISOR, false).step());
        assertEquals(Step.INVALID, manual.walk(-1L << 38, 8, Access.LOAD, SUPERVISOR, false).step());
    }

    /** P 4.3.2 step 6. */
    @Test
    void superpages() {
        entry(0x2000, BASE >>> 12 << 10 | 0xC7);
        assertEquals(BASE + VA, manual.walk(VA, 8, Access.LOAD, SUPERVISOR, false).physical());
        entry(0x2000, leaf(0xC7));
        assertEquals(new Walk(Stage.S, 1, Step.MISALIGNED, 0), manual.walk(VA, 8, Access.LOAD, SUPERVISOR, false));
    }

    /** P 8.5.1: an entry of the first stage is read through the second, as by a user; its guest physical address is told. */
    @Test
    void walkOfAWalk() {
        hart.vsatp = hart.satp;
        hart.hgatp = SV39 | BASE + 0x4000 >>> 12;
        Walk walk = manual.walk(VA, 8, Access.STORE, GUEST, false);
        assertEquals(new Walk(Stage.WALK, 2, Step.INVALID, BASE + 0x1000), walk);
        assertEquals(23, walk.cause(Access.STORE));
        assertEquals(20, walk.cause(Access.FETCH));
    }

    /** P 3.7.1: the lowest entry that matches any byte decides, and must match all. */
    @Test
    void protection() {
        hart.pmpcfg[0] = 0x11; // NA4, R
        hart.pmpaddr[0] = BASE + 0x100 >>> 2;
        hart.satp = 0;
        assertEquals(Step.OK, manual.walk(BASE + 0x100, 4, Access.LOAD, USER, false).step());
        assertEquals(Step.REFUSED, manual.walk(BASE + 0x100, 8, Access.LOAD, USER, false).step());
        assertEquals(Step.REFUSED, manual.walk(BASE + 0x100, 4, Access.STORE, USER, false).step());
        assertEquals(Step.OK, manual.walk(BASE + 0x104, 8, Access.STORE, USER, false).step());
        assertEquals(Step.OK, manual.walk(BASE + 0x100, 4, Access.STORE, 3, false).step());
    }
}
