package org.haiov.verification.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** The random instructions of a phase's body, but for those of CSRs and of the system ({@link SystemElements}). */
final class Elements {
    private static final String[] ALU = {"add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and", "addw", "subw", "sllw", "srlw", "sraw",
        "mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu", "mulw", "divw", "divuw", "remw", "remuw"};
    private static final String[] IMMEDIATE = {"addi", "slti", "sltiu", "xori", "ori", "andi", "addiw"};
    private static final String[] SHIFTS = {"slli", "srli", "srai"};
    private static final String[] SHIFTS_W = {"slliw", "srliw", "sraiw"};
    private static final String[] BRANCHES = {"beq", "bne", "blt", "bge", "bltu", "bgeu"};
    private static final String[] LOADS = {"lb", "lh", "lw", "ld", "lbu", "lhu", "lwu"};
    private static final String[] STORES = {"sb", "sh", "sw", "sd"};
    private static final String[] AMOS = {"amoswap", "amoadd", "amoxor", "amoand", "amoor", "amomin", "amomax", "amominu", "amomaxu"};
    private static final int SCRATCH = 5;

    private final Phase phase;
    private final RandomGenerator random;
    private final Assembler code;
    private final SystemElements system;

    Elements(Phase phase) {
        this.phase = phase;
        this.random = phase.random;
        this.code = phase.code;
        this.system = new SystemElements(phase, this);
    }

    /** A jump from {@code from} whose target is patched in: the begin of one of the next elements, for inside of one it would meet half a sequence. */
    private record Forward(int elements, int from, IntConsumer patch) {}

    private final List<Forward> forward = new ArrayList<>();

    private void forward(IntConsumer patch, int from) {
        forward.add(new Forward(random.nextInt(4), from, patch));
    }

    /** To be called before each element and at the end. */
    void settle(boolean end) {
        List<Forward> still = new ArrayList<>();
        for (Forward jump : forward) {
            if (end || jump.elements == 0) {
                jump.patch.accept(code.at() - jump.from);
            } else {
                still.add(new Forward(jump.elements - 1, jump.from, jump.patch));
            }
        }
        forward.clear();
        forward.addAll(still);
    }

    void element() {
        settle(false);
        // Programs without QEMU are fewer, and so more of what they are for.
        if (random.nextInt(phase.qemu ? 5 : 2) == 0) {
            switch (phase.focus) {
                case ARITHMETIC -> arithmetic();
                case COMPRESSED -> compressed();
                case ATOMIC -> atomic();
                case CSR, TIMERS -> system.control();
                case TRAPS, INTERRUPTS -> system.system();
                case PAGES, GUEST_PAGES -> {
                    if (!phase.qemu && random.nextInt(3) == 0) {
                        jump();
                    } else {
                        access();
                    }
                }
                case PMP -> access();
                case GUEST_ACCESS -> system.guestAccess();
                case ANY -> any();
            }
            return;
        }
        any();
    }

    private void any() {
        switch (random.nextInt(80)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> arithmetic();
            case 9, 10 -> {
                int from = code.at();
                int rs1 = source();
                int rs2 = source();
                String name = pick(BRANCHES);
                code.emit(0);
                forward(distance -> code.patch(from, Words.b(name, rs1, rs2, distance)), from);
            }
            case 11, 12, 13, 14, 15, 16, 17 -> access();
            case 18, 19 -> atomic();
            case 20, 21, 22, 23 -> system.control();
            case 24, 25 -> system.guestAccess();
            case 26 -> system.system();
            case 27, 28, 29, 30, 31, 32, 33, 34 -> compressed();
            case 35, 36, 37 -> jump();
            default -> arithmetic();
        }
    }

    private void arithmetic() {
        switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> code.emit(Words.r(pick(ALU), target(), source(), source()));
            case 4, 5 -> code.emit(Words.i(pick(IMMEDIATE), target(), source(), random.nextInt(4096)));
            case 6 -> code.emit(Words.i(pick(SHIFTS), target(), source(), random.nextInt(64)));
            case 7 -> code.emit(Words.i(pick(SHIFTS_W), target(), source(), random.nextInt(32)));
            default -> code.emit(Words.u(random.nextBoolean() ? "lui" : "auipc", target(), random.nextInt(1 << 20)));
        }
    }

    private void access() {
        if (phase.protectedMemory && random.nextInt(3) == 0) {
            long border = phase.borders[random.nextInt(phase.borders.length)];
            long data = phase.base + Layout.DATA;
            if (border < data + 64 || border > data + Layout.DATA_SIZE - 64) { // a large region ends in the tables, which a store there would change
                return;
            }
            code.load(SCRATCH, border & (phase.qemu ? -8 : -4));
            code.emit(load(SCRATCH, (random.nextInt(5) - 3) * (phase.qemu ? 8 : 4), random.nextBoolean()));
            return;
        }
        if (random.nextInt(12) == 0 && !phase.alignedOnly()) { // across the end of a page
            code.emit(Words.i("ori", SCRATCH, base(), 0x7F8));
            code.emit(Words.i("ori", SCRATCH, SCRATCH, 7));
            code.emit(load(SCRATCH, -random.nextInt(8), false)); // a store across the end of the data would change the tables
            return;
        }
        code.emit(load(base(), displacement(), random.nextBoolean()));
    }

    /** A load or a store. */
    int load(int base, int displacement, boolean store) {
        return store ? Words.s(pick(STORES), source(), base, displacement) : Words.i(pick(LOADS), target(), base, displacement);
    }

    private void atomic() {
        String width = random.nextBoolean() ? ".w" : ".d";
        int order = random.nextInt(4) << 25;
        if (random.nextInt(3) >= (phase.qemu ? 1 : 2)) {
            code.emit(Words.r(pick(AMOS) + width, target(), base(), source()) | order);
            return;
        }
        int address = base();
        if (!phase.qemu && random.nextBoolean()) { // without a reservation: QEMU then looks at no address
            code.emit(Words.r("sc" + width, target(), address, source()) | order);
            return;
        }
        code.emit(Words.r("lr" + width, SCRATCH, address, 0) | order);
        code.emit(Words.r("sc" + width, target(), address, source()) | order);
        if (phase.mode == Mode.M && !phase.protectedMemory && random.nextInt(3) == 0) { // the reservation is gone
            code.address(SCRATCH, Layout.DATA + 8 * random.nextInt(Layout.DATA_SIZE / 8));
            code.emit(Words.r("sc" + width, target(), SCRATCH, source()));
        }
    }

    private void compressed() {
        if (random.nextInt(5) == 0) {
            compressedJump();
            return;
        }
        for (int i = 0; i < 2; i++) {
            int half;
            do {
                half = random.nextInt(1 << 16);
            } while ((half & 3) == 3 || jumps(half) || half == 0x9002 || writesKept(half) || !keepsAddresses(half));
            code.compressed(half);
        }
    }

    private static boolean jumps(int half) {
        int group = half & 3 | half >>> 11 & 0x1C;
        return group == 0x15 || group == 0x19 || group == 0x1D || group == 0x12 && (half >>> 2 & 31) == 0;
    }

    /** Writes the counter of rounds or an address that is to be translated. */
    private static boolean writesKept(int half) {
        int rd = half >>> 7 & 31;
        boolean full = (half & 3) == 1 && (half & 0xFFFF) >>> 13 < 4 || (half & 3) == 2 && half >>> 13 < 5;
        return full && (rd == Phase.COUNTER || rd == Phase.BACK || rd >= Phase.GUEST_BASES && rd < Phase.GUEST_BASES + 4);
    }

    /** Loads and stores through an address, and changes none: wild ones would hit the frame around the programs, or meet what QEMU does otherwise. */
    private static boolean keepsAddresses(int half) {
        int low = Phase.BASES + (half >>> 2 & 7);
        int high = Phase.BASES + (half >>> 7 & 7);
        int full = half >>> 7 & 31;
        int group = half >>> 13 & 7;
        return switch (half & 3) {
            case 0 -> (group == 0 || high < Phase.BASES_END) && (group >= 4 || low >= Phase.BASES_END);
            case 1 -> group == 4 ? high >= Phase.BASES_END : !address(full);
            default -> group >= 5 || !address(full);
        };
    }

    private static boolean address(int register) {
        return register == Phase.STACK || register >= Phase.BASES && register < Phase.BASES_END;
    }

    /** c.j, c.beqz, c.bnez forward, c.jr, c.jalr to what comes next, c.ebreak. */
    private void compressedJump() {
        switch (random.nextInt(7)) {
            case 5 -> {
                code.compressed(0x717D); // c.addi16sp -16
                code.compressed(0x6141); // c.addi16sp 16
            }
            case 0 -> compressedPair(0xA001 | 4 << 1); // c.j +4
            case 1 -> compressedPair(0xC001 | random.nextInt(8) << 7 | 4 << 1);
            case 2 -> compressedPair(0xE001 | random.nextInt(8) << 7 | 4 << 1);
            case 3 -> throughRegister(0x8002); // c.jr
            case 4 -> throughRegister(0x9002); // c.jalr
            default -> compressedPair(0x9002);
        }
    }

    private void compressedPair(int half) {
        code.compressed(half);
        code.compressed(0x0001);
    }

    private void throughRegister(int half) {
        code.emit(Words.u("auipc", SCRATCH, 0));
        code.emit(Words.i("addi", SCRATCH, SCRATCH, 12));
        compressedPair(half | SCRATCH << 7);
    }

    private void jump() {
        switch (random.nextInt(phase.translated ? 3 : 2)) {
            case 0 -> {
                int from = code.at();
                int rd = target();
                code.emit(0);
                forward(distance -> code.patch(from, Words.j(rd, distance)), from);
            }
            case 1 -> { // to the instruction after it, by register
                code.emit(Words.u("auipc", SCRATCH, 0));
                code.emit(Words.i("jalr", target(), SCRATCH, 8 + random.nextInt(2)));
            }
            default -> { // a fetch that may fault, and the way back in x1
                code.emit(Words.u("auipc", 1, 0));
                code.emit(Words.i("addi", 1, 1, 12));
                code.emit(Words.i("jalr", 0, Phase.BASES + random.nextInt(Phase.BASES_END - Phase.BASES), 0));
            }
        }
    }

    private int displacement() {
        int d = random.nextInt(256) - 128;
        return random.nextInt(6) == 0 && !phase.alignedOnly() ? d : d & -8;
    }

    String pick(String[] names) {
        return names[random.nextInt(names.length)];
    }

    /** Any register but those that hold addresses and the counter of rounds. */
    int target() {
        while (true) {
            int rd = random.nextInt(32);
            boolean guest = rd >= Phase.GUEST_BASES && rd < Phase.GUEST_BASES + 4;
            if (!address(rd) && !guest && rd != Phase.COUNTER && rd != Phase.BACK) {
                return rd;
            }
        }
    }

    int source() {
        return random.nextInt(32);
    }

    int base() {
        return phase.translated && random.nextInt(3) == 0 ? Phase.GUEST_BASES + random.nextInt(4) : Phase.BASES + random.nextInt(Phase.BASES_END - Phase.BASES);
    }
}
