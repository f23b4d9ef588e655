package org.haiov.sim.golden.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haiov.facts.Instruction;
import org.haiov.facts.RiscvFacts;

/** Decoder of RV64IMAC, Zicsr, Zifencei, the privileged and the hypervisor instructions and URET, from the table of facts. */
public final class InstructionSet {
    private record Row(int mask, int match, Op op, Format format) {}

    /** Rows by opcode[6:2] and funct3, which every row but U and J fixes. */
    private static final Row[][] BUCKETS = buckets();

    private InstructionSet() {}

    private static Row[][] buckets() {
        List<List<Row>> buckets = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            buckets.add(new ArrayList<>());
        }
        for (Instruction instruction : RiscvFacts.instructions()) {
            Row row = new Row(instruction.mask(), instruction.match(), Op.of(instruction.name()),
                    Format.valueOf(instruction.format().toUpperCase(Locale.ROOT)));
            for (int i = 0; i < 256; i++) {
                int word = (i & 31) << 2 | 3 | i >> 5 << 12;
                int fixed = row.mask & 0x707F;
                if ((word & fixed) == (row.match & fixed)) {
                    buckets.get(i).add(row);
                }
            }
        }
        return buckets.stream().map(rows -> rows.toArray(Row[]::new)).toArray(Row[][]::new);
    }

    /**
     * Decodes the instruction that begins with the low bits of {@code bits}: bits 15:0 are looked at, and bits 31:16 only where bits 1:0
     * are 11. What is no instruction has {@link Op#ILLEGAL}.
     */
    public static Decoded decode(int bits) {
        if ((bits & 3) != 3) {
            int half = bits & 0xFFFF;
            return find(Compressed.expand(half), half, 2);
        }
        return find(bits, bits, 4);
    }

    private static Decoded find(int word, int raw, int length) {
        if ((word & 3) == 3) {
            for (Row row : BUCKETS[word >>> 2 & 31 | (word >>> 12 & 7) << 5]) {
                if ((word & row.mask) == row.match) {
                    return new Decoded(row.op, row.format, word, raw, length);
                }
            }
        }
        return new Decoded(Op.ILLEGAL, Format.NONE, word, raw, length);
    }
}
