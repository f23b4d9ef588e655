package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** One random program: code in phases, what they load, data and page tables of a slot. */
final class RandomProgram {
    private static final int PHASES = 3;

    private final SplittableRandom random;
    private final ByteBuffer slot;
    private final long base;
    private final Focus focus;
    private final boolean qemu;

    /**
     * @param focus what it has more of
     * @param qemu it runs on QEMU, too
     * @param slot where it goes
     * @param base physical address of the slot
     */
    RandomProgram(long seed, Focus focus, boolean qemu, ByteBuffer slot, long base) {
        this.random = new SplittableRandom(seed);
        this.focus = focus;
        this.qemu = qemu;
        this.slot = slot;
        this.base = base;
    }

    void generate() {
        boolean user = random.nextBoolean();
        boolean guest = focus == Focus.GUEST_PAGES || focus == Focus.GUEST_ACCESS || focus != Focus.PAGES && random.nextBoolean();
        PageTables tables = new PageTables(random, slot, base, qemu);
        tables.first(user, guest);
        tables.second();
        Registers registers = new Registers(random);
        for (int i = 0; i < Layout.DATA_SIZE; i += 8) {
            slot.putLong(Layout.DATA + i, registers.value());
        }
        Assembler code = new Assembler(slot);
        int rounds = 3 + random.nextInt(3);
        for (int i = 0; i < PHASES; i++) {
            new Phase(random, code, base, mode(user, guest), focus, qemu, user, guest).generate(slot, i, registers, rounds, 60 + random.nextInt(50));
        }
        code.emit(Words.j(0, Layout.END - code.at()));
        slot.putInt(Layout.END, Words.match("ecall"));
        slot.putInt(Layout.TRAP_PAGE, Words.match("ecall"));
    }

    /** Mostly one that the tables are for. */
    private Mode mode(boolean user, boolean guest) {
        if (random.nextInt(4) == 0) {
            return Mode.values()[random.nextInt(Mode.values().length)];
        }
        if (guest) {
            return switch (random.nextInt(focus == Focus.GUEST_ACCESS ? 4 : 5)) {
                case 0 -> Mode.M;
                case 1 -> Mode.HS;
                case 2 -> user ? Mode.VU : Mode.VS;
                case 3 -> focus == Focus.GUEST_ACCESS ? Mode.HS : user ? Mode.VU : Mode.VS;
                default -> user ? Mode.VU : Mode.VS;
            };
        }
        return switch (random.nextInt(4)) {
            case 0 -> Mode.M;
            case 1 -> user ? Mode.VU : Mode.VS;
            default -> user ? Mode.U : Mode.HS;
        };
    }
}
