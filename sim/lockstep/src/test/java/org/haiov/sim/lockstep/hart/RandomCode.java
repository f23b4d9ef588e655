package org.haiov.sim.lockstep.hart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Endless random programs for M-mode: arithmetic, memory in one page, branches, jumps, CSRs, exceptions. x5 to x7 belong to the trap handler,
 * x8 points to data.
 */
final class RandomCode {
    static final long BASE = 0x80000000L;
    static final int HANDLER = 0x40;
    static final int BODY = 0x100;
    static final int BODY_WORDS = 0x1000;
    static final int DATA = 0x10000;

    private static final int[] OPS = {0x33, 0x33, 0x13, 0x13, 0x3B, 0x1B};
    private static final int[] CSRS = {0x340, 0x341, 0x342, 0x343, 0x300, 0x304, 0x344, 0x302, 0x303, 0x306, 0x140, 0x141, 0x142, 0x143, 0x100, 0x104,
        0x240, 0x241, 0x242, 0x243, 0x200, 0x600, 0x602, 0x603, 0x605, 0x606, 0x643, 0x64A, 0x645, 0x644, 0x604, 0x204, 0x244, 0x34A, 0x34B, 0x30A,
        0x60A, 0x180, 0x280, 0x680, 0x301, 0xF14, 0xF11, 0xB03, 0x323, 0x106, 0x10A, 0x7C0, 0x5A8};

    private final Random random;
    private final List<Integer> words = new ArrayList<>();
    /** Where groups of instructions begin: jumps lead there, never into the middle of one. */
    private final List<Integer> groups = new ArrayList<>();
    /** Words whose jump, branch or JALR offset is filled in when all groups are known. */
    private final List<Integer> open = new ArrayList<>();

    RandomCode(long seed) {
        random = new Random(seed);
    }

    /** The image, from {@link #BASE} on. */
    byte[] image() {
        start();
        while (words.size() < BODY / 4) {
            words.add(0x13);
        }
        while (words.size() < BODY_WORDS) {
            groups.add(words.size());
            body();
        }
        groups.add(words.size());
        open.forEach(this::fill);
        int back = (BODY / 4 - words.size()) * 4;
        jal(0, back);
        byte[] image = new byte[1 << 17];
        random.nextBytes(image);
        for (int i = 0; i < words.size(); i++) {
            for (int b = 0; b < 4; b++) {
                image[4 * i + b] = (byte) (words.get(i) >> 8 * b);
            }
        }
        return image;
    }

    private void start() {
        words.add(0x00000297); // auipc x5, 0
        words.add(i(0x13, 0, 5, 5, HANDLER));
        words.add(0x30529073); // csrw mtvec, x5
        words.add(0x00010417); // auipc x8, 0x10: 0x8001000c
        words.add(i(0x13, 0, 8, 8, 0x400 - 12));
        for (int r = 9; r < 32; r++) {
            words.add(i(0x03, 3, r, 8, random.nextInt(128) * 8)); // ld
        }
        jal(0, BODY - words.size() * 4);
        while (words.size() < HANDLER / 4) {
            words.add(0x13);
        }
        if (words.size() > HANDLER / 4) {
            // The start is longer than the place before the handler: the handler goes behind it.
            throwAwayAndPlaceHandler();
        } else {
            handler();
        }
    }

    private void throwAwayAndPlaceHandler() {
        int at = words.size() * 4;
        words.set(1, i(0x13, 0, 5, 5, at));
        handler();
    }

    /** On to the instruction behind. */
    private void handler() {
        words.add(0x341022F3); // csrr x5, mepc
        words.add(i(0x13, 0, 5, 5, 4));
        words.add(0x34129073); // csrw mepc, x5
        words.add(0x342022F3); // csrr x5, mcause
        words.add(0x34302373); // csrr x6, mtval
        // A random body may have written MPP: back to M.
        words.add(0x000023B7); // lui x7, 2
        words.add(i(0x13, 0, 7, 7, -0x800)); // 0x1800
        words.add(0x3003A073); // csrs mstatus, x7
        words.add(0x30200073); // mret
    }

    private void body() {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6 -> arithmetic();
            case 7, 8, 9 -> words.add(i(0x03, random.nextInt(7), register(), 8, offset()));
            case 10, 11 -> words.add(store(random.nextInt(4), 8, source(), offset()));
            case 12, 13, 14 -> branch();
            case 15 -> {
                open.add(words.size());
                jal(random.nextBoolean() ? 0 : register(), 0);
            }
            case 16 -> {
                int r = register();
                words.add(r << 7 | 0x17); // auipc
                open.add(words.size());
                words.add(i(0x67, 0, random.nextInt(3) == 0 ? 1 : random.nextBoolean() ? 0 : register(), r, 0));
            }
            case 17 -> words.add(csr());
            case 18 -> compressed();
            case 19 -> words.add(0x02000033 | random.nextInt(8) << 12 | register() << 7 | source() << 15 | source() << 20);
            case 20 -> words.add(0x0200003B | new int[] {0, 4, 5, 6, 7}[random.nextInt(5)] << 12 | register() << 7 | source() << 15 | source() << 20);
            case 21 -> loop();
            case 22 -> atomic();
            default -> words.add(switch (random.nextInt(8)) {
                case 0 -> 0x00000073; // ecall
                case 1 -> 0x00100073; // ebreak
                case 2 -> 0xFFFFFFFF;
                case 3 -> 0x0000100F; // fence.i
                case 4 -> 0x0FF0000F; // fence
                case 5 -> 0x12000073; // sfence.vma
                case 6 -> random.nextInt() | 3;
                default -> i(0x03, 1 + random.nextInt(3), register(), 8, offset() | 1); // misaligned
            });
        }
    }

    private void arithmetic() {
        int opcode = OPS[random.nextInt(OPS.length)];
        int function = random.nextInt(8);
        int rd = register();
        boolean word = (opcode & 8) != 0;
        if (word && function != 0 && function != 1 && function != 5) {
            function = 0;
        }
        if ((opcode & 0x20) != 0) {
            int upper = (function == 0 || function == 5) && random.nextBoolean() ? 0x40000000 : 0;
            words.add(upper | source() << 20 | source() << 15 | function << 12 | rd << 7 | opcode);
        } else if (function == 1 || function == 5) {
            int upper = function == 5 && random.nextBoolean() ? 0x40000000 : 0;
            words.add(upper | random.nextInt(word ? 32 : 64) << 20 | source() << 15 | function << 12 | rd << 7 | opcode);
        } else {
            words.add(i(opcode, function, rd, source(), random.nextInt(4096) - 2048));
        }
    }

    private void branch() {
        int function = new int[] {0, 1, 4, 5, 6, 7}[random.nextInt(6)];
        open.add(words.size());
        words.add(branch(function, source(), random.nextInt(4) == 0 ? 0 : source(), 0));
    }

    private void fill(int at) {
        int next = java.util.Collections.binarySearch(groups, at + 1);
        int first = next < 0 ? -next - 1 : next;
        int to = 4 * (groups.get(Math.min(groups.size() - 1, first + random.nextInt(6))) - at);
        int word = words.get(at);
        int offset = switch (word & 0x7F) {
            case 0x63 -> branch(0, 0, 0, to) & ~0x7F;
            case 0x67 -> to + 4 << 20; // from AUIPC, one before
            default -> jump(to);
        };
        words.set(at, word | offset);
    }

    /** A counted loop around a few instructions. */
    private void loop() {
        int counter = register();
        words.add(i(0x13, 0, counter, 0, 1 + random.nextInt(9)));
        int begin = words.size();
        int inner = 1 + random.nextInt(3);
        for (int k = 0; k < inner; k++) {
            int rd;
            do {
                rd = register();
            } while (rd == counter);
            words.add(random.nextBoolean() ? i(0x13, 0, rd, source(), random.nextInt(100)) : i(0x03, 3, rd, 8, random.nextInt(100) * 8));
        }
        words.add(i(0x13, 0, counter, counter, -1));
        words.add(branch(1, counter, 0, 4 * (begin - words.size())));
    }

    private void atomic() {
        int address = register();
        words.add(i(0x13, 0, address, 8, random.nextInt(100) * 8));
        int[] functions = {0, 1, 2, 3, 4, 8, 12, 16, 20, 24, 28};
        int function = functions[random.nextInt(functions.length)];
        int size = 2 + random.nextInt(2);
        int rs2 = function == 2 ? 0 : source();
        words.add(function << 27 | random.nextInt(4) << 25 | rs2 << 20 | address << 15 | size << 12 | register() << 7 | 0x2F);
        if (function == 2 && random.nextBoolean()) {
            words.add(3 << 27 | source() << 20 | address << 15 | size << 12 | register() << 7 | 0x2F);
        }
    }

    private int csr() {
        int number = CSRS[random.nextInt(CSRS.length)];
        int function = 1 + random.nextInt(3) + (random.nextBoolean() ? 4 : 0);
        // Nothing that takes the hart out of M, or turns interrupts on.
        boolean write = number != 0x300 && number != 0x304 && number != 0x104 && number != 0x604 && number != 0x204 && number != 0x100;
        int operand = write ? random.nextInt(32) : 0;
        if (!write) {
            function = 2 + (function & 4);
        }
        return number << 20 | operand << 15 | function << 12 | register() << 7 | 0x73;
    }

    /** Two instructions of 16 bits; sometimes a 32-bit one between, so that some cross a word. */
    private void compressed() {
        List<Integer> halves = new ArrayList<>();
        halves.add(half());
        for (int k = random.nextInt(4); k > 0; k--) {
            int word = i(0x13, random.nextBoolean() ? 0 : 7, register(), source(), random.nextInt(4096) - 2048);
            halves.add(word & 0xFFFF);
            halves.add(word >>> 16);
            if (random.nextBoolean()) {
                halves.add(half());
            }
        }
        if (halves.size() % 2 != 0) {
            halves.add(half());
        }
        for (int k = 0; k < halves.size(); k += 2) {
            words.add(halves.get(k) | halves.get(k + 1) << 16);
        }
    }

    private int half() {
        int r = register();
        return switch (random.nextInt(5)) {
            case 0 -> 0x4001 | r << 7 | random.nextInt(32) << 2; // c.li
            case 1 -> 0x0001 | r << 7 | random.nextInt(32) << 2; // c.addi
            case 2 -> 0x8002 | r << 7 | register() << 2; // c.mv
            case 3 -> 0x9002 | r << 7 | register() << 2; // c.add
            default -> 0x8C01 | (1 + random.nextInt(7)) << 7 | random.nextInt(4) << 5 | (1 + random.nextInt(7)) << 2; // c.sub ... c.and
        };
    }

    private int register() {
        return random.nextInt(6) == 0 ? 1 : 9 + random.nextInt(random.nextBoolean() ? 4 : 23);
    }

    private int source() {
        return random.nextInt(8) == 0 ? 0 : 8 + random.nextInt(random.nextBoolean() ? 5 : 24);
    }

    private int offset() {
        return random.nextInt(8) == 0 ? random.nextInt(1024) : random.nextInt(128) * 8;
    }

    private void jal(int rd, int to) {
        words.add(jump(to) | rd << 7 | 0x6F);
    }

    private static int jump(int to) {
        return (to >> 20 & 1) << 31 | (to >> 1 & 0x3FF) << 21 | (to >> 11 & 1) << 20 | (to >> 12 & 0xFF) << 12;
    }

    private static int i(int opcode, int function, int rd, int rs1, int imm) {
        return imm << 20 | rs1 << 15 | function << 12 | rd << 7 | opcode;
    }

    private static int store(int function, int rs1, int rs2, int imm) {
        return imm >> 5 << 25 | rs2 << 20 | rs1 << 15 | function << 12 | (imm & 31) << 7 | 0x23;
    }

    private static int branch(int function, int rs1, int rs2, int to) {
        return (to >> 12 & 1) << 31 | (to >> 5 & 0x3F) << 25 | rs2 << 20 | rs1 << 15 | function << 12 | (to >> 1 & 0xF) << 8 | (to >> 11 & 1) << 7 | 0x63;
    }
}
