package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haiov.sim.golden.state.Interrupt;

/**
 * One phase of a program: in M-mode it loads CSRs and registers, goes into its mode, and runs its body a few times. What it loads stands in
 * its block of the slot. Where QEMU is asked, too, the settings keep off what it does otherwise (docs/golden-model.md, "Against QEMU").
 */
final class Phase {
    private static final long SV39 = 8L << 60;
    private static final long SUM = 1 << 18;
    private static final long MXR = 1 << 19;
    private static final long TVM = 1 << 20;
    private static final long TSR = 1 << 22;
    private static final long MPV = 1L << 39;
    private static final long SPV = 1 << 7;
    private static final long SPVP = 1 << 8;
    private static final long STCE = 1L << 63;
    private static final int BLOCK_CSRS = 8 * 32;
    /** x4 counts the rounds; nothing else writes it. */
    static final int COUNTER = 4;
    /** x1 is where a fetch that faults leads back to. */
    static final int BACK = 1;
    static final int BASES = 8; // x8 to x11 hold addresses, so that compressed instructions can use them
    static final int BASES_END = 12;
    static final int STACK = 2; // and so does x2, for compressed instructions
    static final int GUEST_BASES = 16; // x16 to x19 hold addresses that are translated, even in M

    final RandomGenerator random;
    final Assembler code;
    final Mode mode;
    final long base;
    final Focus focus;
    final boolean qemu;
    /** The tables hold pages of U-mode, and of a guest whose addresses are translated again. */
    final boolean userTables;
    final boolean guestTables;
    /** Addresses of loads and stores are translated. */
    final boolean translated;
    /** Any address will do: what is not translated to the program's own data faults, and on QEMU as the manual says. */
    final boolean wild;
    /** PMP is in use; QEMU makes guest-page faults of its faults with V=1, so then V stays 0. */
    final boolean protectedMemory;
    final boolean interrupts;
    final boolean timers;
    final boolean mayReturnToGuest;
    final boolean mixesIllegalAndVirtual;
    /** Where PMP regions begin or end, in the program's data. */
    final long[] borders = new long[4];
    /** MXR is set; with QEMU, SUM then is not. */
    boolean readsExecutable;
    private final Map<String, Long> csrs = new LinkedHashMap<>();

    Phase(RandomGenerator random, Assembler code, long base, Mode mode, Focus focus, boolean qemu, boolean userTables, boolean guestTables) {
        this.random = random;
        this.code = code;
        this.base = base;
        this.mode = mode;
        this.focus = focus;
        this.qemu = qemu;
        this.userTables = userTables;
        this.guestTables = guestTables;
        boolean fits = userTables == (mode.privilege == 0) || mode == Mode.M;
        boolean paged = fits && (focus == Focus.PAGES || focus == Focus.GUEST_PAGES || random.nextInt(5) != 0);
        boolean second = guestTables && (mode.virtual || mode == Mode.M);
        boolean first = paged && (mode.virtual || mode == Mode.M || !guestTables);
        this.translated = mode != Mode.M && (first || second);
        this.protectedMemory = (!qemu || !mode.virtual) && random.nextInt(focus == Focus.PMP ? 2 : 10) == 0;
        this.wild = translated && (!qemu || first && !protectedMemory);
        this.interrupts = random.nextInt(focus == Focus.INTERRUPTS ? 2 : 8) == 0;
        this.timers = random.nextInt(focus == Focus.TIMERS ? 2 : 12) == 0;
        boolean trapVm = random.nextInt(4) == 0;
        this.mayReturnToGuest = !qemu || !trapVm && !protectedMemory;
        this.mixesIllegalAndVirtual = random.nextInt(3) != 0;
        settings(first, trapVm);
    }

    private void settings(boolean first, boolean trapVm) {
        csrs.put("mie", 0L);
        csrs.put("menvcfg", timers || random.nextInt(4) == 0 ? STCE | random.nextInt(2) : random.nextInt(2));
        csrs.put("henvcfg", (timers || random.nextBoolean() ? csrs.get("menvcfg") & STCE : 0) | random.nextInt(2));
        csrs.put("senvcfg", (long) random.nextInt(2));
        csrs.put("stvec", base + Layout.TRAP_PAGE);
        csrs.put("vstvec", base + Layout.TRAP_PAGE);
        long root = base + Layout.TABLES >>> 12 | (long) random.nextInt(1 << 16) << 44;
        csrs.put("satp", first && !mode.virtual && !guestTables ? SV39 | root : 0);
        csrs.put("vsatp", first && (mode.virtual || mode == Mode.M) || mode == Mode.HS && userTablesFitGuest() ? SV39 | root : 0);
        csrs.put("hgatp", guestTables ? SV39 | base + Layout.GUEST_TABLES >>> 12 | (long) random.nextInt(1 << 14) << 44 : 0);
        long medeleg = random.nextLong() & (random.nextBoolean() ? random.nextLong() : -1) & 0xF0B5FF;
        long hedeleg = random.nextLong() & 0xB1FF;
        if (qemu) {
            medeleg = paired(medeleg);
            hedeleg = paired(hedeleg) & (mixesIllegalAndVirtual ? 0xB1FB : 0xB1FF);
        }
        csrs.put("medeleg", medeleg);
        csrs.put("hedeleg", hedeleg);
        long mxr = random.nextInt(3) == 0 ? MXR : 0;
        readsExecutable = mxr != 0;
        long hstatus = random.nextLong() & random.nextLong() & 0x7003C0;
        if (qemu) {
            hstatus &= mode == Mode.VS || mode == Mode.HS ? ~(1L << 20) : -1; // VTVM does not act on satp
        }
        boolean userGuest = userTables;
        hstatus = random.nextInt(8) == 0 ? hstatus : hstatus & ~SPVP | (userGuest ? 0 : SPVP);
        csrs.put("hstatus", mayReturnToGuest ? hstatus : hstatus & ~SPV);
        long vsstatus = random.nextLong() & 0x40122;
        if (qemu && mxr != 0) {
            vsstatus &= ~SUM;
        }
        csrs.put("vsstatus", qemu ? vsstatus | mxr | (mode.virtual ? 0 : SUM) : vsstatus | (random.nextInt(3) == 0 ? MXR : 0));
        for (String name : new String[] {"mcounteren", "scounteren", "hcounteren"}) {
            csrs.put(name, timers ? 7L : (long) random.nextInt(8));
        }
        csrs.put("htimedelta", qemu ? 0 : random.nextLong() >>> 8);
        csrs.put("stimecmp", -1L);
        csrs.put("vstimecmp", -1L);
        csrs.put("mideleg", 0L);
        csrs.put("hideleg", 0L);
        csrs.put("mip", 0L);
        csrs.put("hvip", 0L);
        interruptSettings();
        for (int i = 0; i < 4; i++) {
            csrs.put("pmpaddr" + i, 0L);
        }
        csrs.put("pmpcfg0", 0L);
        if (protectedMemory) {
            pmp();
        }
        status(trapVm, mxr);
    }

    /** QEMU checks PMP as if a misaligned access that crosses into another page went on in the same. */
    boolean alignedOnly() {
        return qemu && protectedMemory;
    }

    /** Addresses that no physical address has are translated first, so that they fault as pages: in the phase's mode and for HLV and HSV. */
    boolean anyAddress() {
        return !qemu || wild && (mode.virtual || csrs.get("vsatp") != 0) || !translated && csrs.get("vsatp") != 0;
    }

    /** Whether anything translates what is done as a guest: HLV, HSV, MPRV with MPV, and all with V=1. */
    boolean guestTranslated() {
        return csrs.get("vsatp") != 0 || csrs.get("hgatp") != 0;
    }

    /** satp is in use. */
    boolean hostTranslated() {
        return csrs.get("satp") != 0;
    }

    /** Bits 63:41 of an address may be set, but not all. */
    boolean wideAddress() {
        return anyAddress() || mode.virtual && translated && !protectedMemory;
    }

    /** SRET leads to where satp or vsatp is in use. */
    boolean supervisorTables() {
        return csrs.get("satp") != 0 || csrs.get("vsatp") != 0;
    }

    private boolean userTablesFitGuest() {
        return random.nextInt(4) != 0;
    }

    private void interruptSettings() {
        if (!interrupts && !timers) { // nothing pends
            csrs.put("mideleg", random.nextLong() & 0x222);
            csrs.put("hideleg", random.nextLong() & 0x444);
            return;
        }
        long delegated = random.nextInt(3) == 0 ? 0x222 : random.nextLong() & 0x222;
        long guest = random.nextLong() & 0x444;
        long enabled = random.nextInt(3) == 0 ? random.nextLong() & 0x666 : 1L << 4 * random.nextInt(3) + (random.nextBoolean() ? 1 : 2);
        csrs.put("mideleg", delegated);
        csrs.put("hideleg", guest);
        if (timers) {
            csrs.put("stimecmp", random.nextBoolean() ? 0L : -1L);
            csrs.put("vstimecmp", random.nextBoolean() && (csrs.get("henvcfg") & STCE) != 0 ? 0L : -1L);
            enabled |= random.nextLong() & 0x60;
        }
        csrs.put("mie", qemu ? ordered(enabled, delegated, guest) : enabled);
        csrs.put("mip", random.nextLong() & (timers ? 0x202 : 0x222));
        csrs.put("hvip", random.nextLong() & ((csrs.get("menvcfg") & STCE) != 0 ? 0x404 : 0x444)); // after mip, through which QEMU writes these bits, too
    }

    /** QEMU takes the lowest number of a level first: leaves only interrupts for which that is the manual's order, too. */
    private static long ordered(long enabled, long delegated, long guest) {
        long kept = 0;
        for (long level : new long[] {~(delegated | 0x444), delegated & ~guest | 0x444 & ~guest, guest}) {
            int last = -1;
            for (int code : Interrupt.ORDER) {
                if ((enabled & level & 1L << code) != 0 && code > last && code < 12) {
                    kept |= 1L << code;
                    last = code;
                }
            }
        }
        return kept;
    }

    /**
     * Guest-page faults go one way, for QEMU raises those of page tables as a load's; so do illegal and virtual instructions, which it
     * mixes up in VU, page and access faults, which it mixes up for HLV, HSV and MPRV, and loads' and stores' for AMOs.
     */
    private static long paired(long bits) {
        for (int code : new int[] {7, 13, 15, 21}) {
            bits = bits & ~(1L << code) | (bits >>> 5 & 1) << code;
        }
        bits = bits & ~(1L << 20 | 1L << 23) | (bits >>> 21 & 1) << 20 | (bits >>> 21 & 1) << 23;
        return bits & ~(1L << 22) | (bits >>> 2 & 1) << 22;
    }

    private void pmp() {
        long config = 0;
        for (int i = 0; i < 4; i++) {
            int permissions = random.nextInt(8);
            if ((permissions & 3) == 2) {
                permissions = 0;
            }
            int kind = random.nextInt(4);
            if (i == 0 && kind == 1) {
                permissions |= 4; // from address 0 on: the code must stay executable
            }
            long where = base + Layout.DATA + random.nextInt(Layout.DATA_SIZE) >>> 2;
            if (kind == 3) {
                where |= (1L << random.nextInt(11)) - 1;
            }
            if (i == 1 && !qemu && mode != Mode.M && random.nextInt(3) == 0) { // in the code; QEMU takes a page of code as a whole
                where = base + code.at() + 512 + random.nextInt(1024) >>> 2;
            }
            csrs.put("pmpaddr" + i, where);
            borders[i] = where << 2;
            config |= (long) (permissions | kind << 3) << 8 * i;
        }
        csrs.put("pmpcfg0", config);
    }

    private void status(boolean trapVm, long mxr) {
        long status = random.nextLong() & random.nextLong() & 0x2401A2 | mxr | (long) mode.privilege << 11 | (mode.virtual ? MPV : 0);
        if (qemu && mxr != 0) {
            status &= ~SUM;
        }
        if (mode == Mode.M) {
            status = status & ~(3L << 11) | (long) (userTables ? 0 : 1) << 11 | (random.nextBoolean() ? MPV : 0) | (random.nextBoolean() ? 8 : 0); // for MPRV
            if (random.nextInt(6) == 0) {
                status |= 3L << 11;
            }
        }
        if (trapVm && (!qemu || !mode.virtual)) {
            status |= random.nextLong() & (TVM | TSR);
        }
        csrs.put("mstatus", status);
    }

    /** Puts the phase's block into the slot and its code behind the last one. */
    void generate(ByteBuffer slot, int number, Registers registers, int rounds, int elements) {
        int block = Layout.PHASES + number * Layout.PHASE_SIZE;
        registers.write(slot, block, this);
        int here = block + BLOCK_CSRS;
        for (long value : csrs.values()) {
            slot.putLong(here, value);
            here += 8;
        }
        prologue(block);
        code.load(COUNTER, rounds);
        int start = code.at();
        Elements body = new Elements(this);
        for (int i = 0; i < elements && code.room() > 400; i++) {
            body.element();
        }
        body.settle(true);
        code.emit(Words.i("addi", COUNTER, COUNTER, -1));
        code.emit(Words.b("beq", COUNTER, 0, 8));
        code.emit(Words.j(0, start - code.at()));
        code.emit(Words.match("ecall"));
        code.emit(Layout.PHASE_END);
    }

    /** In M-mode: CSRs, then registers, then to the phase's mode, by MRET or SRET. */
    private void prologue(int block) {
        code.address(31, block);
        int offset = BLOCK_CSRS;
        for (String csr : csrs.keySet()) {
            if (!csr.equals("mie") || offset == BLOCK_CSRS) {
                code.emit(Words.i("ld", 5, 31, offset));
                code.csrw(csr, csr.equals("mie") ? 0 : 5);
            }
            offset += 8;
        }
        code.emit(Words.match("sfence.vma"));
        code.emit(Words.match("hfence.vvma"));
        code.emit(Words.match("hfence.gvma"));
        boolean bySret = mode != Mode.M && random.nextInt(4) == 0;
        int place = 0;
        if (bySret) {
            code.load(5, 0x180);
            code.emit(Words.i("csrrc", 0, 5, Assembler.csrNumber("hstatus")));
            code.load(5, mode.virtual ? SPV | (long) mode.privilege << 8 : (long) mode.privilege << 8);
            code.emit(Words.i("csrrs", 0, 5, Assembler.csrNumber("hstatus")));
            code.load(5, 0x100);
            code.emit(Words.i(mode.privilege == 1 ? "csrrs" : "csrrc", 0, 5, Assembler.csrNumber("mstatus")));
        }
        if (mode != Mode.M) {
            place = code.at();
            code.emit(0);
            code.emit(0);
            code.csrw(bySret ? "sepc" : "mepc", 5);
        }
        code.emit(Words.i("ld", 5, 31, BLOCK_CSRS)); // mie
        code.csrw("mie", 5);
        for (int i = 1; i < 32; i++) {
            int rd = i == 31 ? 31 : i;
            code.emit(Words.i("ld", rd, 31, 8 * i));
        }
        if (mode != Mode.M) {
            code.emit(Words.match(bySret ? "sret" : "mret"));
            int distance = code.at() - place;
            code.patch(place, Words.u("auipc", 5, 0));
            code.patch(place + 4, Words.i("addi", 5, 5, distance));
        }
    }
}
