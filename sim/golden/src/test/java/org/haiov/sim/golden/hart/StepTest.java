package org.haiov.sim.golden.hart;

import static org.haiov.sim.golden.TestHart.RAM;
import static org.haiov.sim.golden.TestHart.S;
import static org.haiov.sim.golden.TestHart.U;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.haiov.sim.golden.TestHart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traps, returns and interrupts, and what a step tells. */
class StepTest {
    private static final int ECALL = 0x00000073;
    private static final int SRET = 0x10200073;
    private static final int MRET = 0x30200073;
    private static final int WFI = 0x10500073;
    private static final int NOP = 0x00000013;

    private final TestHart h = new TestHart();

    /** Privileged 3.1.6.1, 8.6.2: what a trap to M, HS and VS saves. */
    @Test
    void trapEntry() {
        h.write("mtvec", RAM + 0x100).write("stvec", RAM + 0x200).write("vstvec", RAM + 0x300).mode(U, true).execute(ECALL);
        assertEquals(RAM + 0x100, h.s.pc);
        assertEquals(8, h.peek("mcause"));
        assertEquals(1L << 39, h.peek("mstatus") & (3L << 11 | 1L << 39 | 1L << 38));
        h.write("medeleg", 1 << 10).mode(S, true).execute(ECALL);
        assertEquals(RAM + 0x200, h.s.pc);
        assertEquals(10, h.peek("scause"));
        assertEquals(0x180, h.peek("hstatus") & 0x1C0); // SPV, SPVP
        assertEquals(0x100, h.peek("sstatus") & 0x100);
        h.mode(3, false).write("medeleg", 1 << 8).write("hedeleg", 1 << 8).mode(U, true).execute(ECALL);
        assertEquals(RAM + 0x300, h.s.pc);
        assertEquals(8, h.peek("vscause"));
        assertTrue(h.s.virtual);
    }

    /** 8.6.4: sret from HS with SPV=1 to VS; mret with MPV. */
    @Test
    void returns() {
        h.write("hstatus", 1 << 7).write("sstatus", 1 << 8).write("sepc", RAM + 0x40).mode(S, false).execute(SRET);
        assertEquals(RAM + 0x40, h.s.pc);
        assertEquals(S, h.s.privilege);
        assertTrue(h.s.virtual);
        assertEquals(0, h.peek("hstatus") & 1 << 7);
        h.mode(3, false).write("mstatus", 1L << 39 | 1 << 17).write("mepc", RAM + 0x80).execute(MRET);
        assertEquals(U, h.s.privilege);
        assertTrue(h.s.virtual);
        assertEquals(0, h.peek("mstatus") & (1L << 39 | 1 << 17), "MPV and MPRV clear");
    }

    /** 3.1.6.5, 8.2.1, 8.6.1: who may execute SRET, WFI and fences. */
    @ParameterizedTest
    @CsvSource({
        "0x10200073, 0, false, 0, 0, 2", "0x10200073, 0, true, 0, 0, 22", "0x10200073, 1, false, 0x400000, 0, 2",
        "0x10200073, 1, true, 0, 0x400000, 22", "0x10500073, 0, false, 0, 0, 2", "0x10500073, 0, true, 0, 0, 22",
        "0x10500073, 0, true, 0x200000, 0, 2", "0x10500073, 1, false, 0x200000, 0, 2", "0x10500073, 1, true, 0, 0x200000, 22",
        "0x12000073, 0, true, 0, 0, 22", "0x12000073, 1, false, 0x100000, 0, 2", "0x12000073, 1, true, 0, 0x100000, 22",
        "0x22000073, 1, true, 0, 0, 22", "0x62000073, 1, false, 0x100000, 0, 2", "0x22000073, 0, false, 0, 0, 2",
        "0x60004073, 0, false, 0, 0, 2", "0x60004073, 1, true, 0, 0, 22", "0x30200073, 1, false, 0, 0, 2", "0x30200073, 1, true, 0, 0, 2"})
    void forbidden(String word, int privilege, boolean virtual, String mstatus, String hstatus, long cause) {
        h.write("mstatus", Long.decode(mstatus)).write("hstatus", Long.decode(hstatus)).mode(privilege, virtual);
        Retirement step = h.execute(Integer.decode(word));
        assertEquals(Retirement.Kind.EXCEPTION, step.kind());
        assertEquals(cause, step.trap().cause());
        assertEquals(Long.decode(word), step.trap().value());
    }

    /** 8.6.3: rd and funct3 of a load, rs2 of a store, the offset in rs1's place, bit 1 clear for a compressed one. */
    @Test
    void transformedInstructions() {
        h.write("hgatp", 8L << 60 | RAM + 0x10000 >>> 12);
        h.s.x[10] = 0x1000;
        h.store(RAM + 0x10010, RAM >>> 12 << 10 | 0xDF); // a gigapage at RAM; nothing at 0x1000
        h.mode(S, true).execute(0x0045B503); // ld a0, 4(a1): x11 = 0
        assertEquals(4, h.peek("mcause"), "misaligned goes first");
        h.mode(S, true);
        h.s.pc = RAM;
        h.execute(0x00053583); // ld a1, 0(a0)
        assertEquals(21, h.peek("mcause"));
        assertEquals(0x1000 >> 2, h.peek("mtval2"));
        assertEquals(0x00003583, h.peek("mtinst"));
        h.mode(S, true);
        h.s.pc = RAM;
        h.execute(0x00B53423); // sd a1, 8(a0)
        assertEquals(0x00B03023, h.peek("mtinst"));
        h.mode(S, true);
        h.s.pc = RAM;
        h.execute(0x0001610C); // c.ld a1, 0(a0)
        assertEquals(0x00003581, h.peek("mtinst"));
        assertTrue((h.peek("mstatus") & 1L << 38) != 0, "GVA");
    }

    /** 3.1.9: MEI, MSI, MTI, SEI, SSI, STI, VSEI, VSSI, VSTI; M's before HS's. */
    @Test
    void interruptOrder() {
        h.write("mie", 0xEEE).write("mip", 0x222).write("hvip", 0x444);
        h.s.line(1 << 11, true);
        h.s.line(1 << 3, true);
        h.hart.clintPort().compare(0);
        int[] order = {11, 3, 7, 9, 1, 5, 10, 2, 6};
        h.write("mideleg", 0);
        for (int code : order) {
            h.mode(U, false);
            h.s.pc = RAM;
            Retirement step = h.execute(NOP);
            assertEquals(Retirement.Kind.INTERRUPT, step.kind());
            assertEquals(1L << 63 | code, step.trap().cause());
            h.mode(3, false).write("mie", h.peek("mie") & ~(1L << code));
        }
    }

    /** 8.2.2, 8.6.2: a delegated VS interrupt shows as the supervisor's. */
    @Test
    void guestInterrupt() {
        h.write("hideleg", 0x444).write("hvip", 0x400).write("mie", 0x400).write("vstvec", RAM + 0x301).mode(U, true).execute(NOP);
        assertEquals(1L << 63 | 9, h.peek("vscause"));
        assertEquals(RAM + 0x300 + 4 * 9, h.s.pc, "vectored");
    }

    /** Interrupts are taken when told, if they may be; those that are due are counted. */
    @Test
    void interruptsOnCommand() {
        Stepper stepper = new Stepper(h.hart);
        assertThrows(IllegalArgumentException.class, () -> stepper.interrupt(7));
        h.write("mie", 0x80).write("mstatus", 8);
        h.hart.clintPort().compare(0);
        for (int i = 0; i < 4; i++) {
            h.ram.store(4L * i, 4, NOP);
        }
        assertEquals(Retirement.Kind.RETIRED, stepper.instruction().kind());
        stepper.instruction();
        assertEquals(2, stepper.overdue());
        assertEquals(Retirement.Kind.INTERRUPT, stepper.interrupt(7).kind());
        assertEquals(RAM + 8, h.peek("mepc"));
    }

    /** 3.3.3: WFI ends with an enabled interrupt, be it delegated or globally off; then execution goes on. */
    @Test
    void wfi() {
        h.write("mie", 2);
        Stepper stepper = new Stepper(h.hart);
        h.ram.store(0, 4, WFI);
        h.ram.store(4, 4, NOP);
        stepper.step();
        assertEquals(Retirement.Kind.WAITING, stepper.step().kind());
        h.write("mip", 2);
        Retirement step = stepper.step();
        assertEquals(Retirement.Kind.RETIRED, step.kind());
        assertEquals(RAM + 4, step.pc());
    }

    /** LR and SC: another address fails and ends the reservation; the same address succeeds. */
    @Test
    void reservation() {
        h.s.x[10] = RAM + 0x1000;
        h.s.x[11] = RAM + 0x1008;
        h.s.x[12] = 5;
        h.execute(0x100532AF, 0x18C5B32F, 0x18C533AF); // lr.d t0, (a0); sc.d t1, a2, (a1); sc.d t2, a2, (a0)
        assertEquals(1, h.s.x[6]);
        assertEquals(1, h.s.x[7], "the first SC ended the reservation");
        h.s.pc = RAM;
        Retirement step = h.execute(0x100532AF, 0x18C533AF);
        assertEquals(0, h.s.x[7]);
        assertEquals(new Retirement.Access(true, RAM + 0x1000, RAM + 0x1000, 8, 5), step.accesses().getFirst());
    }

    /** A write to code is seen by the next fetch. */
    @Test
    void selfModification() {
        h.s.x[10] = RAM + 8;
        h.s.x[11] = 0x00700293; // li t0, 7
        h.ram.store(0, 4, 0x00B52023); // sw a1, 0(a0)
        h.ram.store(4, 4, 0x0000100F); // fence.i
        h.ram.store(8, 4, 0x00900293); // li t0, 9
        h.hart.run(3);
        assertEquals(7, h.s.x[5]);
        h.s.pc = RAM;
        h.s.x[11] = 0x00800293;
        h.hart.run(6);
        assertEquals(8, h.s.x[5]);
    }
}
