package org.haiov.sim.golden.csr;

import static org.haiov.sim.golden.TestHart.M;
import static org.haiov.sim.golden.TestHart.S;
import static org.haiov.sim.golden.TestHart.U;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.sim.golden.TestHart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each CSR keeps of a write, and who may touch it. Sections are those of Privileged 20211203. */
class CsrTest {
    private static final int ILLEGAL = 2;
    private static final int VIRTUAL = 22;

    private final TestHart h = new TestHart();

    /** Bits that are writable with everything else at 0. */
    @ParameterizedTest
    @CsvSource({
        "mstatus, 0xC0007E19AA", // 3.1.6 and 8.4.1: MPV GVA TSR TW TVM MXR SUM MPRV MPP SPP MPIE SPIE MIE SIE
        "misa, 0", // 3.1.1: fixed
        "medeleg, 0xF0B7FF", // 3.1.8: bit 11 is read-only zero
        "mideleg, 0x222", // 8.4.2: bits 10, 6, 2 read-only one
        "mie, 0xEEE", // 3.1.9, GEILEN = 0
        "mip, 0x226", // 3.1.9: SSIP STIP SEIP, and VSSIP as hip's alias
        "mcounteren, 7", // 3.1.11
        "mcountinhibit, 5", // 3.1.12
        "mhpmcounter3, 0", // 3.1.10: read-only zero
        "mepc, 0xFFFFFFFFFFFFFFFE", // 3.1.14, IALIGN = 16
        "menvcfg, 0x8000000000000001", // 3.1.18, Sstc
        "sstatus, 0xC0122", // 4.1.1
        "sepc, 0xFFFFFFFFFFFFFFFE", // 4.1.7
        "senvcfg, 1", // 4.1.10
        "hstatus, 0x7003C0", // 8.2.1: VGEIN is 0, VSXL read-only
        "hedeleg, 0xB1FF", // 8.2.2
        "hideleg, 0x444", // 8.2.2
        "hvip, 0x444", // 8.2.3
        "hip, 4", // 8.2.3: VSSIP alone
        "hie, 0x444", // 8.2.3
        "hgeie, 0", // 8.2.4, GEILEN = 0
        "hcounteren, 7", // 8.2.6
        "vsstatus, 0xC0122", // 8.2.9
        "vsepc, 0xFFFFFFFFFFFFFFFE", // 8.2.14
        "pmpaddr0, 0x3FFFFFFFFFFFFF", // 3.7.1: 54 bits
    })
    void keepsWhatIsWritable(String csr, String bits) {
        assertEquals(Long.parseUnsignedLong(bits.replace("0x", ""), bits.startsWith("0x") ? 16 : 10), h.writable(csr), csr);
    }

    /** 3.1.6.1: MPP holds U, S or M; a write of 2 leaves it. */
    @Test
    void mppRefusesTwo() {
        h.write("mstatus", 1L << 11).write("mstatus", 2L << 11);
        assertEquals(1, h.peek("mstatus") >> 11 & 3);
    }

    /** 3.1.7, 4.1.2: a reserved MODE leaves the register. */
    @ParameterizedTest
    @CsvSource({"mtvec", "stvec", "vstvec"})
    void vectorModes(String csr) {
        h.write(csr, 0x80000101L).write(csr, 0x80000202L);
        assertEquals(0x80000101L, h.peek(csr));
    }

    /** 4.1.11: a write with an unsupported MODE has no effect on the entire register. */
    @ParameterizedTest
    @CsvSource({"satp", "vsatp", "hgatp"})
    void translationModes(String csr) {
        h.write(csr, 8L << 60 | 0x80000).write(csr, 9L << 60 | 0x90000).write(csr, 10L << 60);
        assertEquals(8L << 60 | 0x80000, h.peek(csr));
        h.write(csr, 0);
        assertEquals(0, h.peek(csr));
    }

    /** 8.2.10: the root of Sv39x4 is 16 KiB aligned, and VMIDLEN is seen by writing ones. */
    @Test
    void hgatpFields() {
        h.write("hgatp", 0x8FFFFFFFFFFFFFFFL);
        assertEquals(0x83FFFFFFFFFFFFFCL, h.peek("hgatp"));
    }

    /** 3.1.9: CSRRS on mip does not make the external line's level software's. */
    @Test
    void seipReadsTheLineButModifiesTheBit() {
        h.s.line(1 << 9, true);
        assertEquals(1 << 9, h.peek("mip"));
        h.set("mip", 1 << 1);
        h.s.line(1 << 9, false);
        assertEquals(1 << 1, h.peek("mip"));
    }

    /** 4.1.3: what is not delegated reads 0 in sip and sie and ignores writes. */
    @Test
    void sipAndSieShowWhatIsDelegated() {
        h.write("mideleg", 1 << 1).write("mie", -1).write("mip", -1);
        assertEquals(1 << 1, h.peek("sie"));
        assertEquals(1 << 1, h.peek("sip"));
        h.write("sie", 0);
        assertEquals(0xEEC, h.peek("mie"));
    }

    /** 8.2.11: vsip and vsie are hip and hie one place lower, where hideleg says so. */
    @Test
    void vsipAndVsieAreShiftedAliases() {
        h.write("hvip", 0x444).write("hie", 0x444).write("hideleg", 0x404);
        assertEquals(0x202, h.peek("vsip"));
        assertEquals(0x202, h.peek("vsie"));
        h.write("vsip", 0).write("vsie", 0);
        assertEquals(0x440, h.peek("hvip"), "only VSSIP is writable through vsip");
        assertEquals(0x040, h.peek("hie"));
    }

    /** Sstc 1.0: with STCE, STIP is the comparator's; henvcfg.STCE follows menvcfg.STCE. */
    @Test
    void sstcOwnsStip() {
        h.write("mip", 1 << 5);
        h.write("menvcfg", 1L << 63).write("stimecmp", 1000).write("henvcfg", -1);
        h.hart.deadline();
        assertEquals(0, h.peek("mip") & 1 << 5);
        assertEquals(1L << 63 | 1, h.peek("henvcfg"));
        h.write("stimecmp", 0);
        h.hart.deadline();
        assertEquals(1 << 5, h.peek("mip") & 1 << 5);
        h.write("menvcfg", 0);
        assertEquals(1, h.peek("henvcfg"));
    }

    /** 3.1.10: what is written to minstret is what the next instruction reads. */
    @Test
    void minstretIsReadBackByTheNextInstruction() {
        h.s.x[5] = 100;
        h.execute(0xB0229073, 0xB0202373, 0xB02023F3); // csrw minstret, t0; csrr t1, minstret; csrr t2, minstret
        assertEquals(100, h.s.x[6]);
        assertEquals(101, h.s.x[7]);
    }

    /** 3.7.1.2: a locked entry, and the lower bound of a locked TOR entry, stay until reset. R=0, W=1 is reserved. */
    @Test
    void pmpLock() {
        h.write("pmpaddr0", 0x100).write("pmpaddr1", 0x200).write("pmpcfg0", 0x8F02);
        assertEquals(0x8F00, h.peek("pmpcfg0"));
        h.write("pmpaddr0", 1).write("pmpaddr1", 1).write("pmpcfg0", 0);
        assertEquals(0x100, h.peek("pmpaddr0"));
        assertEquals(0x200, h.peek("pmpaddr1"));
        assertEquals(0x8F00, h.peek("pmpcfg0"));
    }

    /** 2.1, 8.6.1: illegal below the privilege of the number; virtual from V=1 where HS could. */
    @Test
    void privilege() {
        h.mode(U, false).raises(ILLEGAL, () -> h.read("sstatus"));
        h.mode(S, false).raises(ILLEGAL, () -> h.read("mstatus"));
        h.read("hstatus");
        h.mode(S, true).raises(VIRTUAL, () -> h.read("hstatus"));
        h.raises(VIRTUAL, () -> h.read("vsstatus"));
        h.raises(ILLEGAL, () -> h.read("mstatus"));
        h.mode(U, true).raises(VIRTUAL, () -> h.read("sstatus"));
        h.mode(M, false).raises(ILLEGAL, () -> h.write("mhartid", 1));
        h.mode(S, true).raises(ILLEGAL, () -> h.write("hgeip", 1));
    }

    /** 8.2: with V=1 the supervisor's numbers mean the VS registers. */
    @Test
    void substitution() {
        h.write("vsscratch", 7).write("sscratch", 8).mode(S, true);
        assertEquals(7, h.read("sscratch"));
        h.write("sscratch", 9);
        assertEquals(9, h.peek("vsscratch"));
        assertEquals(8, h.peek("sscratch"));
    }

    /** 3.1.6.5, 8.2.1: TVM makes satp and hgatp illegal from HS, VTVM makes satp virtual from VS. */
    @Test
    void virtualMemoryTraps() {
        h.write("mstatus", 1 << 20).mode(S, false);
        h.raises(ILLEGAL, () -> h.read("satp"));
        h.raises(ILLEGAL, () -> h.write("hgatp", 0));
        h.mode(S, true).read("satp");
        h.raises(VIRTUAL, () -> h.read("hgatp"));
        h.mode(M, false).write("hstatus", 1 << 20).mode(S, true).raises(VIRTUAL, () -> h.read("satp"));
    }

    /** 3.1.11, 4.1.5, 8.2.6: counters need the bit at every level above. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 2, 2, 2, 2", "1, 0, 0, 0, 22, 2, 22", "1, 1, 0, 0, 0, 2, 22", "1, 0, 1, 0, 22, 0, 22", "1, 1, 1, 0, 0, 0, 0"})
    void counters(int machine, int hypervisor, int supervisor, int hs, int vs, int u, int vu) {
        h.write("mcounteren", machine).write("hcounteren", hypervisor).write("scounteren", supervisor);
        check(S, false, hs);
        check(S, true, vs);
        check(U, false, u);
        check(U, true, vu);
    }

    private void check(int privilege, boolean virtual, int cause) {
        h.mode(privilege, virtual);
        if (cause == 0) {
            h.read("cycle");
        } else {
            h.raises(cause, () -> h.read("cycle"));
        }
    }

    /** 8.2.7: a guest's time is ahead by htimedelta. */
    @Test
    void guestTime() {
        h.write("mcounteren", 7).write("hcounteren", 7).write("htimedelta", 1000);
        long time = h.read("time");
        assertEquals(time + 1000, h.mode(S, true).read("time"));
    }
}
