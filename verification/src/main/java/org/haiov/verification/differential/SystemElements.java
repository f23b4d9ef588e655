package org.haiov.verification.differential;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.haiov.facts.Csr;
import org.haiov.facts.RiscvFacts;

/** Random CSR and system instructions of a phase, and loads and stores as those of another mode. */
final class SystemElements {
    private static final List<Csr> CSRS = RiscvFacts.csrs().stream().filter(csr -> !csr.name().matches("m?hpm.*|pmpaddr(1[6-9]|[2-6]\\d)|pmpcfg([4-9]|1\\d)")).toList();
    private static final String[] ACTIONS = {"csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci"};
    private static final String[] SYSTEM = {"ecall", "ebreak", "sfence.vma", "hfence.vvma", "hfence.gvma", "fence", "fence.i", "wfi", "mret", "sret"};
    private static final String[] GUEST_LOADS = {"hlv.b", "hlv.bu", "hlv.h", "hlv.hu", "hlv.w", "hlv.wu", "hlv.d"};
    private static final String[] EXECUTABLE_LOADS = {"hlvx.hu", "hlvx.wu"};
    private static final String[] GUEST_STORES = {"hsv.b", "hsv.h", "hsv.w", "hsv.d"};
    /** Read-only values that QEMU has, and counters, which run otherwise there. */
    private static final Set<String> UNREAD = Set.of("cycle", "time", "instret", "mcycle", "minstret", "marchid", "mimpid", "mideleg", "hgeie", "hgeip",
            "mvendorid", "mconfigptr", "pmpcfg2", "pmpaddr15", "stimecmp", "vstimecmp");
    /** Written, and read at once: after some traps QEMU holds another value. */
    private static final Set<String> TRAP_VALUES = Set.of("mcause", "scause", "vscause", "mtval", "stval", "vstval", "mtval2", "htval", "mtinst", "htinst");
    private static final Set<String> PLAIN = Set.of("sscratch", "vsscratch");
    private static final int SCRATCH = 5;
    private static final int OLD = 6;

    private final Phase phase;
    private final Elements elements;
    private final RandomGenerator random;
    private final Assembler code;
    private final boolean machine;
    private final boolean hypervisor;
    private final boolean quiet;

    SystemElements(Phase phase, Elements elements) {
        this.phase = phase;
        this.elements = elements;
        this.random = phase.random;
        this.code = phase.code;
        this.machine = phase.mode == Mode.M;
        this.hypervisor = machine || phase.mode == Mode.HS;
        this.quiet = !phase.interrupts && !phase.timers;
    }

    void control() {
        if (phase.qemu && !phase.mixesIllegalAndVirtual) {
            return;
        }
        Csr csr = CSRS.get(random.nextInt(CSRS.size()));
        String name = csr.name();
        int number = csr.address();
        int level = number >>> 8 & 3;
        boolean reached = machine || level < 3 && hypervisor || level < 2 && phase.mode == Mode.VS || level == 0;
        if (!reached) { // illegal or virtual
            // QEMU takes CSRRS and CSRRC of a zero for no write, even of a read-only register.
            String action = elements.pick(ACTIONS);
            boolean reads = number >>> 10 == 3 && phase.qemu && !action.startsWith("csrrw");
            code.emit(Words.i(action, elements.target(), reads ? 0 : elements.source(), number));
            return;
        }
        if (UNREAD.contains(name)) { // only whether it may be touched
            code.emit(Words.i("csrrs", 0, 0, number));
            return;
        }
        if (PLAIN.contains(name)) {
            code.emit(Words.i(elements.pick(ACTIONS), elements.target(), elements.source(), number));
            return;
        }
        if (TRAP_VALUES.contains(name)) {
            code.emit(Words.i("csrrw", 0, elements.source(), number));
            if (quiet && !(phase.qemu && name.equals("htinst"))) { // QEMU ignores the write
                code.emit(Words.i("csrrs", elements.target(), 0, number));
            }
            return;
        }
        if (name.equals("hgatp") && phase.mode == Mode.HS && phase.qemu) { // QEMU lets HS read it with TVM
            return;
        }
        boolean guest = phase.mode == Mode.VS || phase.mode == Mode.HS && phase.mayReturnToGuest; // after an SRET the rest of the body may run in VS
        if (guest && phase.qemu && (name.equals("sip") || name.equals("sie"))) { // QEMU masks with the wrong delegation
            code.emit(Words.i("csrrs", 0, 0, number));
            return;
        }
        if (!quiet && (name.equals("vsip") || name.equals("hvip") || name.equals("vsie"))) {
            return;
        }
        if (random.nextInt(3) != 0) {
            write(name, number);
            return;
        }
        int rd = elements.target();
        code.emit(Words.i("csrrs", rd, 0, number));
        if (name.equals("hstatus") && phase.qemu) {
            code.emit(Words.i("andi", rd, rd, ~0x40)); // GVA, which QEMU clears at traps to VS
        }
    }

    /** Writes that leave the frame around the programs alone, and that QEMU masks as we do. */
    private void write(String name, int number) {
        switch (name) {
            case "mcounteren", "scounteren", "hcounteren" -> {
                if (!phase.timers) {
                    code.emit(Words.i(ACTIONS[3 + random.nextInt(3)], elements.target(), random.nextInt(8), number));
                }
            }
            case "senvcfg" -> code.emit(Words.i(ACTIONS[3 + random.nextInt(3)], elements.target(), random.nextInt(2), number));
            case "mcountinhibit" -> code.emit(Words.i("csrrwi", 0, random.nextInt(2) + 4 * random.nextInt(2), number));
            case "sstatus" -> bits(number, phase.qemu && phase.readsExecutable ? 0x122 : 0x40122, quiet ? -1 : ~2L);
            case "mstatus" -> bits(number, phase.qemu ? 0x6401A2 : 0x40006401A2L, phase.qemu ? phase.readsExecutable ? ~0x540000L : ~0x500000L : -1);
            case "hstatus" -> bits(number, 0x700240, phase.qemu ? ~0x100000L : -1);
            case "vsstatus" -> bits(number, 0x122, -1);
            case "sie", "mie", "hie", "vsie" -> exchange(number, name.equals("mie") ? 0xEEE : name.equals("hie") ? 0x444 : 0x222, false);
            case "sip", "vsip" -> exchange(number, 2, false);
            case "hip" -> exchange(number, 4, false);
            case "hvip" -> exchange(number, 0x404, false);
            case "mip" -> exchange(number, 0x206, false);
            case "stvec", "mtvec" -> exchange(number, -1, true);
            case "vstvec" -> exchange(number, phase.qemu ? -3 : -1, true); // QEMU keeps any MODE
            case "medeleg" -> exchange(number, 0xF0B5FF, false);
            case "hedeleg" -> exchange(number, 0xB1FF, false);
            case "hideleg" -> exchange(number, 0x444, false);
            case "sepc", "vsepc", "mepc" -> exchange(number, -2, true);
            case "htimedelta", "mscratch" -> exchange(number, -1, true);
            case "satp" -> translation(number, phase.mode == Mode.VS ? 8 : random.nextInt(16), (1L << 60) - 1);
            case "vsatp" -> translation(number, 8, (1L << 60) - 1);
            case "hgatp" -> translation(number, 8, (1L << 58) - 4);
            case "menvcfg", "henvcfg" -> bits(number, 1, -1);
            case "misa", "mhartid" -> code.emit(Words.i("csrrw", elements.target(), 0, number));
            case "pmpcfg0" -> {
                if (!phase.protectedMemory) { // off, but with permissions
                    exchange(number, 0x0505050505050505L, false);
                }
            }
            default -> {
                if (name.startsWith("pmpaddr") && !phase.protectedMemory) {
                    exchange(number, (1L << 54) - 1, true);
                }
            }
        }
    }

    private void bits(int number, long mask, long allowed) {
        code.load(SCRATCH, random.nextLong() & mask & allowed);
        code.emit(Words.i(random.nextBoolean() ? "csrrs" : "csrrc", elements.target(), SCRATCH, number));
    }

    /**
     * Writes, reads and restores; nothing happens between.
     *
     * @param whole any value of the mask's bits and not only random ones
     */
    private void exchange(int number, long mask, boolean whole) {
        if (!quiet) {
            return;
        }
        long value = whole && random.nextBoolean() ? (random.nextBoolean() ? mask : 0) : random.nextLong() & mask;
        code.load(SCRATCH, value);
        code.emit(Words.i("csrrw", OLD, SCRATCH, number));
        code.emit(Words.i("csrrw", SCRATCH, OLD, number));
    }

    /** Root and identifier of page tables, in M-mode with any MODE that means nothing; elsewhere the identifier alone. */
    private void translation(int number, int mode, long mask) {
        if (machine) {
            int legal = mode == 9 || mode == 10 ? 8 : mode; // QEMU has Sv48 and Sv57
            code.load(SCRATCH, random.nextInt(4) == 0 ? 0 : (long) legal << 60 | random.nextLong() & mask);
            code.emit(Words.i("csrrw", OLD, SCRATCH, number));
            code.emit(Words.i("csrrw", SCRATCH, OLD, number));
        } else {
            code.load(SCRATCH, random.nextLong() & mask & (1L << 58) - 1 & -1L << 44);
            code.emit(Words.i(random.nextBoolean() ? "csrrs" : "csrrc", elements.target(), SCRATCH, number));
        }
    }

    void guestAccess() {
        if (phase.protectedMemory && phase.qemu || phase.qemu && !phase.mixesIllegalAndVirtual) {
            return;
        }
        if (machine && random.nextBoolean()) {
            borrowPrivilege();
            return;
        }
        int base = SCRATCH;
        if (!phase.guestTranslated()) { // the program's own data: anything else would be another's
            code.address(SCRATCH, Layout.DATA + 8 * random.nextInt(Layout.DATA_SIZE / 8));
        } else {
            base = Phase.GUEST_BASES + random.nextInt(4);
        }
        int kind = random.nextInt(phase.qemu ? 2 : 3);
        code.emit(kind == 0 ? Words.r(elements.pick(GUEST_LOADS), elements.target(), base, 0)
                : kind == 1 ? Words.r(elements.pick(GUEST_STORES), 0, base, elements.source())
                : Words.r(elements.pick(EXECUTABLE_LOADS), elements.target(), base, 0));
    }

    /** M-mode with one load or store as that of the mode in MPP and MPV. */
    private void borrowPrivilege() {
        code.load(SCRATCH, 3L << 11 | 1L << 39);
        code.emit(Words.i("csrrc", 0, SCRATCH, Assembler.csrNumber("mstatus")));
        code.load(SCRATCH, (phase.userTables ? 0L : 1L << 11) | (random.nextBoolean() || !phase.hostTranslated() ? 1L << 39 : 0));
        code.emit(Words.i("csrrs", 0, SCRATCH, Assembler.csrNumber("mstatus")));
        code.load(SCRATCH, 1 << 17);
        code.emit(Words.i("csrrs", 0, SCRATCH, Assembler.csrNumber("mstatus")));
        int access;
        do {
            access = elements.load(Phase.GUEST_BASES + random.nextInt(4), 0, random.nextBoolean());
        } while ((access & 0x7F) == 0x03 && (access >>> 7 & 31) == SCRATCH);
        code.emit(access);
        code.emit(Words.i("csrrc", 0, SCRATCH, Assembler.csrNumber("mstatus")));
    }

    void system() {
        if (random.nextInt(6) == 0) {
            illegal();
            return;
        }
        String name = elements.pick(SYSTEM);
        if (machine && (name.equals("mret") || name.equals("sret"))) {
            return;
        }
        if (phase.qemu && !phase.mixesIllegalAndVirtual && !Set.of("ecall", "ebreak", "fence", "fence.i").contains(name)) {
            return;
        }
        if (name.equals("wfi") && phase.mode.privilege != 0) {
            if (machine && quiet) {
                waitForPending();
            }
            return; // elsewhere it would wait for ever
        }
        if (name.equals("sret") && phase.mode.privilege != 0) {
            sret();
            return;
        }
        code.emit(Words.match(name));
    }

    /** WFI with an interrupt that is pending and enabled, but not taken. */
    private void waitForPending() {
        code.emit(Words.i("csrrci", 0, 8, Assembler.csrNumber("mstatus"))); // MIE
        code.emit(Words.i("csrrsi", 0, 2, Assembler.csrNumber("mip")));
        code.emit(Words.i("csrrsi", 0, 2, Assembler.csrNumber("mie")));
        code.emit(Words.match("wfi"));
        code.emit(Words.i("csrrci", 0, 2, Assembler.csrNumber("mie")));
        code.emit(Words.i("csrrci", 0, 2, Assembler.csrNumber("mip")));
    }

    private void sret() {
        if (phase.mode == Mode.HS && (!phase.mayReturnToGuest || phase.translated && !phase.guestTranslated())) {
            code.load(SCRATCH, 1 << 7);
            code.emit(Words.i("csrrc", 0, SCRATCH, Assembler.csrNumber("hstatus")));
        }
        if (phase.supervisorTables()) { // else the code is not there after it
            code.load(SCRATCH, 1 << 8);
            code.emit(Words.i(phase.userTables ? "csrrc" : "csrrs", 0, SCRATCH, Assembler.csrNumber("sstatus")));
        }
        code.emit(Words.u("auipc", SCRATCH, 0));
        code.emit(Words.i("addi", SCRATCH, SCRATCH, 16));
        code.emit(Words.i("csrrw", 0, SCRATCH, Assembler.csrNumber("sepc")));
        code.emit(Words.match("sret"));
    }

    /** Major opcodes that mean nothing without F, D, V and custom instructions. */
    private void illegal() {
        int opcode = switch (random.nextInt(6)) {
            case 0 -> 0x07; // F and D
            case 1 -> 0x53;
            case 2 -> 0x43;
            case 3 -> 0x57; // V
            case 4 -> 0x77;
            default -> 0x5B;
        };
        code.emit(random.nextInt() & ~0x7F | opcode);
    }
}
