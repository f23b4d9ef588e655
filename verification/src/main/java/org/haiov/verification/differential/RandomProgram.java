package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.haiov.facts.Csr;
import org.haiov.facts.RiscvFacts;

/** One random program: code, registers, data and page tables of a slot. */
final class RandomProgram {
    /** The mode that a program begins in. */
    enum Mode {
        M(3, false), HS(1, false), U(0, false), VS(1, true), VU(0, true);

        final int privilege;
        final boolean virtual;

        Mode(int privilege, boolean virtual) {
            this.privilege = privilege;
            this.virtual = virtual;
        }
    }

    /**
     * CSRs that no program writes: those that the frame around the programs lives on, and those whose fields the two differ in (QEMU has
     * event counters, and stores what is WARL).
     */
    private static final Set<String> KEPT = Set.of("mtvec", "stvec", "vstvec", "mscratch", "medeleg", "mideleg", "hedeleg", "mie", "satp", "vsatp", "hgatp",
            "mcountinhibit", "stimecmp", "vstimecmp", "menvcfg", "henvcfg", "mcounteren", "scounteren", "hcounteren", "hgeie", "hgeip", "misa",
            "mepc", "sepc", "vsepc", "mvendorid", "marchid", "mimpid", "mconfigptr", "senvcfg", "htimedelta", "mcycle", "minstret", "mhartid", "mip", "sstatus", "vsstatus", "mstatus", "hstatus");
    /** What the two differ in after some traps: written, but read by the frame alone. */
    private static final Set<String> TRAP_VALUES = Set.of("mcause", "scause", "vscause", "mtval", "stval", "vstval", "mtval2", "htval", "mtinst", "htinst");
    private static final List<Csr> CSRS = RiscvFacts.csrs();
    private static final String[] ALU = {"add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and", "addw", "subw", "sllw", "srlw", "sraw",
        "mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu", "mulw", "divw", "divuw", "remw", "remuw"};
    private static final String[] IMMEDIATE = {"addi", "slti", "sltiu", "xori", "ori", "andi", "addiw"};
    private static final String[] SHIFTS = {"slli", "srli", "srai"};
    private static final String[] SHIFTS_W = {"slliw", "srliw", "sraiw"};
    private static final String[] BRANCHES = {"beq", "bne", "blt", "bge", "bltu", "bgeu"};
    private static final String[] LOADS = {"lb", "lh", "lw", "ld", "lbu", "lhu", "lwu"};
    private static final String[] STORES = {"sb", "sh", "sw", "sd"};
    private static final String[] AMOS = {"amoswap", "amoadd", "amoxor", "amoand", "amoor", "amomin", "amomax", "amominu", "amomaxu"};
    /** Without HLVX: QEMU does not check its execute permission where it has the page's translation already. */
    private static final String[] GUEST_LOADS = {"hlv.b", "hlv.bu", "hlv.h", "hlv.hu", "hlv.w", "hlv.wu", "hlv.d"};
    private static final String[] GUEST_STORES = {"hsv.b", "hsv.h", "hsv.w", "hsv.d"};
    private static final String[] SYSTEM = {"ecall", "ebreak", "sfence.vma", "hfence.vvma", "hfence.gvma", "fence", "fence.i", "wfi", "mret", "sret"};
    private static final long[] SPECIAL = {0, 1, -1, 2, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL, Long.MIN_VALUE, Long.MAX_VALUE, -2, 0xFFFFFFFF80000000L};

    private static final int BASES = 8; // x8 to x15 hold addresses
    private static final long SATP_MODE = 8L << 60;
    private static final long MPRV = 1 << 17;
    private static final long SUM = 1 << 18;
    private static final long MXR = 1 << 19;
    private static final long TVM = 1 << 20;
    private static final long TSR = 1 << 22;

    private final RandomGenerator random;
    private final ByteBuffer slot;
    private final long base;
    private final Mode mode;
    private final boolean translated;
    /** PMP is in use; QEMU makes guest-page faults of its faults under two stages, so then there are no two stages. */
    private final boolean protectedMemory;
    private int at;

    RandomProgram(RandomGenerator random, ByteBuffer slot, long base) {
        this.random = random;
        this.slot = slot;
        this.base = base;
        this.translated = random.nextInt(5) != 0;
        this.mode = Mode.values()[random.nextInt(Mode.values().length)];
        this.protectedMemory = !mode.virtual && random.nextInt(4) == 0;
    }

    void generate() {
        PageTables tables = new PageTables(random, slot, base);
        tables.first(mode == Mode.U || mode == Mode.VU || mode == Mode.M && random.nextBoolean(), mode.virtual || mode == Mode.M && random.nextBoolean());
        tables.second();
        for (int i = 0; i < Layout.DATA_SIZE; i += 8) {
            slot.putLong(Layout.DATA + i, value());
        }
        registers();
        prologue();
        int body = 30 + random.nextInt(250);
        for (int i = 0; i < body && at < Layout.END - 64; i++) {
            element();
        }
        emit(Words.j(0, Layout.END - at));
        slot.putInt(Layout.END, Words.match("ecall"));
        slot.putInt(Layout.TRAP_PAGE, Words.match("ecall"));
    }

    private void registers() {
        for (int i = 1; i < 32; i++) {
            long value = i >= BASES && i < 2 * BASES ? address() : value();
            slot.putLong(Layout.REGISTERS + 8 * i, value);
        }
    }

    private long value() {
        return switch (random.nextInt(4)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextInt(256) - 128;
            case 2 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    private long address() {
        long data = base + Layout.DATA + random.nextInt(Layout.DATA_SIZE);
        if (random.nextInt(8) != 0) {
            data &= -8;
        }
        if (mode == Mode.M || random.nextInt(3) == 0) {
            return random.nextInt(24) == 0 ? 0x18000000L : data;
        }
        return switch (random.nextInt(translated ? 9 : 1)) {
            case 8 -> base + random.nextInt(Layout.DATA); // code: to read, and for HLVX
            case 0 -> data ^ 1L << 41 + random.nextInt(23); // not bit 40, which QEMU's G-stage refuses
            case 1 -> data & 0xFFF | (long) random.nextInt(1 << 27) << 12;
            case 2 -> data & 0xFFF | base & -1L << 30 | (long) random.nextInt(1 << 18) << 12;
            case 3 -> random.nextInt(3) == 0 ? data | 4095 : data;
            default -> data & 0xFFF | base & -1L << 21 | (long) random.nextInt(512) << 12;
        };
    }

    /** In M-mode: CSRs, then registers, then to the program's mode. */
    private void prologue() {
        csr("stvec", base + Layout.TRAP_PAGE);
        csr("vstvec", base + Layout.TRAP_PAGE);
        long root = base + Layout.TABLES >>> 12;
        csr("satp", !mode.virtual && translated ? SATP_MODE | root : 0);
        csr("vsatp", translated ? SATP_MODE | root : 0);
        csr("hgatp", random.nextInt(5) != 0 ? SATP_MODE | base + Layout.GUEST_TABLES >>> 12 : 0);
        csr("medeleg", paired(random.nextLong() & random.nextLong()) & 0xF0A1F8);
        csr("hedeleg", paired(random.nextLong()) & 0xA1F8);
        csr("hstatus", random.nextLong() & random.nextLong() & (mode == Mode.VS ? 0x6003C0 : 0x7003C0)); // QEMU has no VTVM for satp
        csr("vsstatus", random.nextLong() & 0xC0122 | (mode.virtual ? 0 : SUM)); // QEMU does not look at SUM for HLV and HSV
        csr("mcounteren", random.nextInt(8));
        csr("scounteren", random.nextInt(8));
        csr("hcounteren", random.nextInt(8));
        if (random.nextInt(3) == 0) {
            csr("mideleg", random.nextLong() & 0x222);
            csr("hideleg", random.nextLong() & 0x444);
            csr("mip", random.nextLong() & 0x222);
            csr("hvip", random.nextLong() & 0x444); // after mip, through which QEMU writes these bits, too
            csr("mie", (random.nextBoolean() ? 2L : 4L) << 4 * random.nextInt(3)); // one alone: QEMU takes the lowest number first
        }
        if (protectedMemory) {
            pmp();
        }
        long status = random.nextLong() & random.nextLong() & 0x7E0022 | (long) mode.privilege << 11 | (mode.virtual ? 1L << 39 : 0);
        if (mode == Mode.M && random.nextInt(3) == 0) {
            status = status & ~(3L << 11) | (long) random.nextInt(2) << 11 | (random.nextBoolean() ? 1L << 39 : 0); // for MPRV
        }
        status &= mode.virtual ? ~(MPRV | TSR | TVM | MXR) : ~MPRV; // QEMU has TSR and TVM act on VS, too, and MXR not on the first stage
        boolean jump = mode == Mode.M;
        csr("mstatus", status);
        // auipc x31 to the registers, ld x1..x30, x31
        int here = at;
        emit(Words.u("auipc", 31, Layout.REGISTERS - here + 0x800 >> 12));
        int low = (Layout.REGISTERS - here) << 20 >> 20;
        emit(Words.i("addi", 31, 31, low));
        if (!jump) {
            int size = 4 * (2 + 31 + 1);
            emit(Words.u("auipc", 1, 0));
            emit(Words.i("addi", 1, 1, size + 4));
            emit(Words.i("csrrw", 0, 1, csrNumber("mepc")));
        }
        for (int i = 1; i < 32; i++) {
            emit(Words.i("ld", i == 31 ? 31 : i, 31, 8 * i));
        }
        if (!jump) {
            emit(Words.match("mret"));
        }
    }

    /**
     * Delegation bits of loads and stores are alike, for QEMU raises those of AMOs, and of page tables under two stages, as a load's; so are those of illegal and
     * virtual instructions, which it mixes up in VU.
     */
    private static long paired(long bits) {
        bits = bits & ~(1L << 6 | 1L << 7 | 1L << 15) | (bits >>> 4 & 1) << 6 | (bits >>> 5 & 1) << 7 | (bits >>> 13 & 1) << 15;
        bits = bits & ~(1L << 20 | 1L << 23) | (bits >>> 21 & 1) << 20 | (bits >>> 21 & 1) << 23;
        return bits & ~(1L << 2 | 1L << 22);
    }

    private void pmp() {
        long config = 0;
        for (int i = 0; i < 4; i++) {
            int permissions = random.nextInt(8);
            if ((permissions & 3) == 2) {
                permissions = 0;
            }
            int kind = random.nextInt(4);
            long where = base + Layout.DATA + random.nextInt(Layout.DATA_SIZE) >>> 2;
            if (kind == 3) {
                where |= (1L << random.nextInt(11)) - 1;
            }
            csr("pmpaddr" + i, where);
            config |= (long) (permissions | kind << 3) << 8 * i;
        }
        csr("pmpcfg0", config);
    }

    private static int csrNumber(String name) {
        return RiscvFacts.csr(name).address();
    }

    private void csr(String name, long value) {
        load(5, value);
        emit(Words.i("csrrw", 0, 5, csrNumber(name)));
    }

    /** li. */
    private void load(int rd, long value) {
        if (value == (int) value) {
            int low = (int) value << 20 >> 20;
            int high = (int) value - low >> 12;
            emit(Words.u("lui", rd, high));
            emit(Words.i("addiw", rd, rd, low));
            return;
        }
        int low = (int) (value << 52 >> 52);
        load(rd, value - low >> 12);
        emit(Words.i("slli", rd, rd, 12));
        emit(Words.i("addi", rd, rd, low));
    }

    private void emit(int word) {
        if ((at & 1) != 0 || at > Layout.END) {
            throw new IllegalStateException("program too long");
        }
        slot.putInt(at, word);
        at += 4;
    }

    private void element() {
        switch (random.nextInt(32)) {
            case 0, 1, 2, 3 -> emit(Words.r(pick(ALU), target(), source(), source()));
            case 4, 5 -> emit(Words.i(pick(IMMEDIATE), target(), source(), random.nextInt(4096)));
            case 6 -> emit(Words.i(pick(SHIFTS), target(), source(), random.nextInt(64)));
            case 7 -> emit(Words.i(pick(SHIFTS_W), target(), source(), random.nextInt(32)));
            case 8 -> emit(random.nextBoolean() ? Words.u("lui", target(), random.nextInt(1 << 20)) : Words.u("auipc", target(), random.nextInt(1 << 20)));
            case 9, 10 -> emit(Words.b(pick(BRANCHES), source(), source(), 4 + 4 * random.nextInt(3)));
            case 11, 12, 13, 14, 15 -> emit(Words.i(pick(LOADS), target(), baseRegister(), displacement()));
            case 16, 17, 18, 19 -> emit(Words.s(pick(STORES), source(), baseRegister(), displacement()));
            case 20, 21 -> {
                if (mode.virtual) {
                    return; // QEMU looks for read permission in both stages before it looks for write permission in the first
                }
                String width = random.nextBoolean() ? ".w" : ".d";
                emit(Words.r(pick(AMOS) + width, target(), baseRegister(), source()) | random.nextInt(4) << 25);
            }
            case 22 -> reserved();
            case 23, 24, 25 -> control();
            case 26, 27 -> guestAccess();
            case 28 -> system();
            case 29, 30 -> compressed();
            default -> jump();
        }
    }


    private void guestAccess() {
        if (protectedMemory) {
            return;
        }
        emit(random.nextBoolean() ? Words.r(pick(GUEST_LOADS), target(), baseRegister(), 0)
                : Words.r(pick(GUEST_STORES), 0, baseRegister(), source()));
    }

    /** M-mode with loads and stores as those of another mode, until the next trap. */
    private void borrowPrivilege() {
        load(5, 3L << 11 | 1L << 39);
        emit(Words.i("csrrc", 0, 5, csrNumber("mstatus")));
        load(5, MPRV | (long) random.nextInt(2) << 11);
        emit(Words.i("csrrs", 0, 5, csrNumber("mstatus")));
    }

    private int displacement() {
        int d = random.nextInt(256) - 128;
        return random.nextInt(6) == 0 ? d : d & -8;
    }

    private void reserved() {
        String width = random.nextBoolean() ? ".w" : ".d";
        int address = baseRegister();
        for (int i = 0; i < 3; i++) {
            emit(Words.match("addi")); // so that no branch or jump leads to the SC alone, whose address QEMU then does not look at
        }
        emit(Words.r("lr" + width, 5, address, 0));
        emit(Words.r("sc" + width, target(), address, source()));
    }

    private void control() {
        Csr csr = CSRS.get(random.nextInt(CSRS.size()));
        String name = csr.name();
        if (name.startsWith("pmp") || name.startsWith("hpm") || name.startsWith("mhpm")) {
            return;
        }
        boolean time = Set.of("cycle", "time", "instret", "mcycle", "minstret", "stimecmp", "vstimecmp").contains(name);
        boolean differs = Set.of("mvendorid", "marchid", "mimpid", "mconfigptr", "mcountinhibit", "senvcfg").contains(name);
        if (differs) {
            return;
        }
        if (time) { // only whether it may be touched
            emit(Words.i("csrrs", 0, 0, csr.address()));
            return;
        }
        if (Set.of("vsie", "vsip", "sie", "sip").contains(name)) { // QEMU writes hie's bits through vsie at their own place, too
            load(5, random.nextLong() & 0x222);
            emit(Words.i(pick(new String[] {"csrrw", "csrrs", "csrrc"}), target(), 5, csr.address()));
            return;
        }
        if (name.equals("hgatp") && mode == Mode.HS) { // QEMU lets HS read it with TVM
            return;
        }
        if (name.equals("sstatus") && random.nextBoolean()) { // QEMU keeps what is written to VS, and in vsstatus to reserved bits
            load(5, random.nextLong() & 0xC0122);
            emit(Words.i(random.nextBoolean() ? "csrrs" : "csrrc", target(), 5, csr.address()));
            return;
        }
        if (KEPT.contains(name)) {
            emit(Words.i("csrrs", target(), 0, csr.address()));
            return;
        }
        if (TRAP_VALUES.contains(name)) {
            emit(Words.i("csrrw", 0, source(), csr.address()));
            return;
        }
        String action = pick(new String[] {"csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci"});
        emit(Words.i(action, target(), source(), csr.address()));
    }

    private void system() {
        if (mode == Mode.M && random.nextBoolean()) {
            borrowPrivilege();
            return;
        }
        String name = pick(SYSTEM);
        if (mode == Mode.M && (name.equals("mret") || name.equals("sret"))) {
            return;
        }
        if (name.equals("wfi") && mode != Mode.U && mode != Mode.VU) {
            return; // it would wait for ever
        }
        if (name.equals("sret") && mode != Mode.U && mode != Mode.VU) {
            int here = at;
            emit(Words.u("auipc", 5, 0));
            emit(Words.i("addi", 5, 5, 16));
            emit(Words.i("csrrw", 0, 5, csrNumber("sepc")));
            emit(Words.match("sret"));
            assert at == here + 16;
            return;
        }
        emit(Words.match(name));
    }

    /** Two halfwords of random bits that are compressed instructions, but for those that jump. */
    private void compressed() {
        for (int i = 0; i < 2; i++) {
            int half;
            do {
                half = random.nextInt(1 << 16);
            } while ((half & 3) == 3 || jumps(half) || half == 0x9002 || !(translated && mode != Mode.M) && touchesAddress(half));
            slot.putShort(at, (short) half);
            at += 2;
        }
    }

    private static boolean jumps(int half) {
        int group = half & 3 | half >>> 11 & 0x1C;
        boolean branch = group == 0x15 || group == 0x19 || group == 0x1D;
        boolean register = group == 0x12 && (half >>> 2 & 31) == 0;
        return branch || register;
    }


    /** Whether it changes or uses a register that should hold an address; without translation a wild one would hit the frame around the programs. */
    private static boolean touchesAddress(int half) {
        int group = half & 3 | half >>> 11 & 0x1C;
        int rd = half >>> 7 & 31;
        boolean arithmetic = group == 0x01 || group == 0x05 || group == 0x09 || group == 0x0D || group == 0x02 || group == 0x12;
        return !arithmetic || rd == 2 || rd >= BASES && rd < 2 * BASES;
    }

    private void jump() {
        switch (random.nextInt(mode == Mode.M || !translated ? 2 : 3)) {
            case 0 -> emit(Words.j(target(), 4 + 4 * random.nextInt(4)));
            case 1 -> { // to the instruction after it, by register
                emit(Words.u("auipc", 5, 0));
                emit(Words.i("jalr", target(), 5, 8 + random.nextInt(2)));
            }
            default -> { // a fetch that may fault, and the way back in x1
                emit(Words.u("auipc", 1, 0));
                emit(Words.i("addi", 1, 1, 12));
                emit(Words.i("jalr", 0, baseRegister(), 0));
            }
        }
    }

    private String pick(String[] names) {
        return names[random.nextInt(names.length)];
    }

    /** Any register but the bases, which keep their addresses. */
    private int target() {
        int rd = random.nextInt(24);
        return rd < BASES ? rd : rd + BASES;
    }

    private int source() {
        return random.nextInt(32);
    }

    private int baseRegister() {
        return BASES + random.nextInt(BASES);
    }
}
