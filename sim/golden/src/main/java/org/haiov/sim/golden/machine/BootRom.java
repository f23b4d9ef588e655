package org.haiov.sim.golden.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What harts execute first, as on QEMU's virt: a0 = hart, a1 = device tree, a2 = OpenSBI's fw_dynamic_info, then to the program. With
 * Xhaiov, mhaiovcfg.EN is set before (Xhaiov, introduction).
 */
final class BootRom {
    private static final int CODE_WORDS = 8;
    private static final int DATA = 4 * CODE_WORDS;
    private static final int DYNAMIC_INFO = DATA + 16;
    private static final long DYNAMIC_MAGIC = 0x4942534F; // "OSBI"
    private static final int NOP = 0x00000013;
    private static final int SET_EN = 0x7D00D073; // csrwi mhaiovcfg, 1
    private static final long SUPERVISOR = 1;

    private BootRom() {}

    /**
     * @param start where the harts go
     * @param tree address of the device tree
     * @param next where OpenSBI goes on in S-mode; 0 where nothing follows
     */
    static byte[] of(boolean xhaiov, long start, long tree, long next) {
        ByteBuffer rom = ByteBuffer.allocate(DYNAMIC_INFO + 48).order(ByteOrder.LITTLE_ENDIAN);
        rom.putInt(xhaiov ? SET_EN : NOP);
        rom.putInt(0x00000297); // auipc t0, 0: the address of word 1
        rom.putInt(i(DYNAMIC_INFO - 4, 5, 0, 12, 0x13)); // addi a2, t0, ...
        rom.putInt(0xF1402573); // csrr a0, mhartid
        rom.putInt(i(DATA + 8 - 4, 5, 3, 11, 0x03)); // ld a1, ...(t0)
        rom.putInt(i(DATA - 4, 5, 3, 5, 0x03)); // ld t0, ...(t0)
        rom.putInt(0x00028067); // jr t0
        rom.putInt(NOP);
        rom.putLong(start).putLong(tree);
        // struct fw_dynamic_info: magic, version 2, next_addr, next_mode, options, boot_hart
        rom.putLong(DYNAMIC_MAGIC).putLong(2).putLong(next).putLong(SUPERVISOR).putLong(0).putLong(0);
        return rom.array();
    }

    private static int i(int immediate, int rs1, int funct3, int rd, int opcode) {
        return immediate << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
    }
}
