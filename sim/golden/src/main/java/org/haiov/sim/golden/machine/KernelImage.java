package org.haiov.sim.golden.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Linux's raw Image for RISC-V. Its header of 64 bytes (Linux, Documentation/riscv/boot-image-header.rst) says where it wants to be.
 *
 * @param name for messages
 * @param bytes the whole file
 * @param textOffset bytes from the begin of RAM to the first byte
 * @param imageSize bytes that it occupies in memory from there on, with what the file lacks
 */
record KernelImage(String name, byte[] bytes, long textOffset, long imageSize) {
    private static final int HEADER = 64;
    private static final int TEXT_OFFSET = 8;
    private static final int IMAGE_SIZE = 16;
    private static final int FLAGS = 24;
    private static final int MAGIC2 = 56;
    private static final int RSC5 = 0x05435352; // "RSC\5"
    private static final int BIG_ENDIAN = 1;

    static KernelImage read(Path file) {
        return of(file.toString(), InputFile.read(file));
    }

    static KernelImage of(String name, byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER) {
            throw new MachineException(name + ": not a Linux Image: shorter than its header of " + HEADER + " bytes");
        }
        if (header.getInt(MAGIC2) != RSC5) {
            throw new MachineException(name + ": not a Linux Image for RISC-V: no \"RSC\\5\" at offset " + MAGIC2 + hint(bytes));
        }
        if ((header.getLong(FLAGS) & BIG_ENDIAN) != 0) {
            throw new MachineException(name + ": a big-endian Linux Image; harts here are little-endian");
        }
        long offset = header.getLong(TEXT_OFFSET);
        long size = Math.max(header.getLong(IMAGE_SIZE), bytes.length);
        if (offset < 0 || offset % 4096 != 0 || offset > Integer.MAX_VALUE || size > Integer.MAX_VALUE) {
            throw new MachineException(name + ": its header wants 0x" + Long.toHexString(size) + " bytes at offset 0x" + Long.toHexString(offset)
                    + " of RAM, which cannot be");
        }
        return new KernelImage(name, bytes, offset, size);
    }

    private static String hint(byte[] bytes) {
        if (ElfFile.isElf(bytes)) {
            return " (an ELF file: give it without --kernel, or take arch/riscv/boot/Image in place of vmlinux)";
        }
        return bytes[0] == 0x1F && (bytes[1] & 0xFF) == 0x8B ? " (compressed: gunzip it first)" : "";
    }
}
