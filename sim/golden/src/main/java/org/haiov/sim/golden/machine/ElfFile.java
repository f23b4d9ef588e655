package org.haiov.sim.golden.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A RISC-V executable in ELF64, little-endian (System V ABI, chapters 4 and 5): its segments and its symbols. */
public final class ElfFile {
    /**
     * A loadable segment.
     *
     * @param address physical address
     * @param fileOffset where its bytes begin in {@link #bytes}
     * @param fileSize bytes in the file
     * @param memorySize bytes in memory; what the file lacks is zero
     */
    public record Segment(long address, int fileOffset, int fileSize, long memorySize) {}

    private static final int HEADER = 64;
    private static final int EXECUTABLE = 2;
    private static final int RISCV = 243;
    private static final int LOAD = 1;
    private static final int SYMBOL_TABLE = 2;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    private static final int SYMBOL = 24;

    private final String name;
    private final byte[] bytes;
    private final ByteBuffer data;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, Long> symbols = new HashMap<>();
    private final long entry;

    private ElfFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        identify();
        entry = data.getLong(24);
        readSegments();
        readSymbols();
    }

    public static ElfFile read(Path file) {
        return of(file.toString(), InputFile.read(file));
    }

    /** @param name for messages */
    public static ElfFile of(String name, byte[] bytes) {
        return new ElfFile(name, bytes);
    }

    static boolean isElf(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0x7F && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }

    private void identify() {
        if (!isElf(bytes)) {
            throw wrong("not an ELF file");
        }
        if (bytes.length < HEADER) {
            throw wrong("ends inside the ELF header");
        }
        if (bytes[4] != 2) {
            throw wrong("not a 64-bit ELF file (class " + bytes[4] + "); build it with -march=rv64imac -mabi=lp64");
        }
        if (bytes[5] != 1) {
            throw wrong("not little-endian");
        }
        int machine = data.getShort(18) & 0xFFFF;
        if (machine != RISCV) {
            throw wrong("for machine " + machine + ", not for RISC-V (" + RISCV + ")");
        }
        int type = data.getShort(16) & 0xFFFF;
        if (type != EXECUTABLE) {
            throw wrong("not an executable (ELF type " + type + "); link it statically, without -pie");
        }
    }

    private void readSegments() {
        int count = data.getShort(56) & 0xFFFF;
        long table = table("program headers", data.getLong(32), data.getShort(54) & 0xFFFF, PROGRAM_HEADER, count);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * PROGRAM_HEADER;
            if (data.getInt(at) != LOAD) {
                continue;
            }
            long offset = data.getLong(at + 8);
            long fileSize = data.getLong(at + 32);
            long memorySize = data.getLong(at + 40);
            if (outside(offset, fileSize)) {
                throw wrong("segment " + i + " has bytes beyond the end of the file");
            }
            if (Long.compareUnsigned(memorySize, fileSize) < 0) {
                throw wrong("segment " + i + " is larger in the file than in memory");
            }
            if (memorySize != 0) {
                segments.add(new Segment(data.getLong(at + 24), (int) offset, (int) fileSize, memorySize));
            }
        }
        if (segments.isEmpty()) {
            throw wrong("nothing to load: no PT_LOAD segment");
        }
    }

    private void readSymbols() {
        int count = data.getShort(60) & 0xFFFF;
        if (count == 0) {
            return;
        }
        long table = table("section headers", data.getLong(40), data.getShort(58) & 0xFFFF, SECTION_HEADER, count);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * SECTION_HEADER;
            if (data.getInt(at + 4) != SYMBOL_TABLE) {
                continue;
            }
            int link = data.getInt(at + 40);
            if (link <= 0 || link >= count) {
                throw wrong("section " + i + " names string table " + link + ", which is not there");
            }
            int strings = (int) table + link * SECTION_HEADER;
            readSymbols(section(at, i), section(strings, link));
        }
    }

    private ByteBuffer section(int header, int number) {
        long offset = data.getLong(header + 24);
        long size = data.getLong(header + 32);
        if (outside(offset, size)) {
            throw wrong("section " + number + " has bytes beyond the end of the file");
        }
        return data.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readSymbols(ByteBuffer table, ByteBuffer strings) {
        for (int at = 0; at + SYMBOL <= table.limit(); at += SYMBOL) {
            int from = table.getInt(at);
            if (from <= 0 || from >= strings.limit()) {
                continue;
            }
            int to = from;
            while (to < strings.limit() && strings.get(to) != 0) {
                to++;
            }
            byte[] text = new byte[to - from];
            strings.get(from, text);
            symbols.put(new String(text, StandardCharsets.UTF_8), table.getLong(at + 8));
        }
    }

    private long table(String what, long offset, int entrySize, int expected, int count) {
        if (count != 0 && (entrySize != expected || outside(offset, (long) count * expected))) {
            throw wrong(what + " are damaged: " + count + " of " + entrySize + " bytes at offset " + offset);
        }
        return offset;
    }

    private boolean outside(long offset, long size) {
        return offset < 0 || size < 0 || offset > bytes.length || size > bytes.length - offset;
    }

    private MachineException wrong(String what) {
        return new MachineException(name + ": " + what);
    }

    public String name() {
        return name;
    }

    /** The whole file. */
    byte[] bytes() {
        return bytes;
    }

    public long entry() {
        return entry;
    }

    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** Value of a symbol; null where there is none. */
    public Long symbol(String symbol) {
        return symbols.get(symbol);
    }
}
