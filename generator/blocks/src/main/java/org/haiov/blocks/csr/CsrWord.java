package org.haiov.blocks.csr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.facts.Csr;
import org.haiov.facts.Field;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;

/** A CSR's 64-bit word put together and taken apart by the field places of the shared facts. */
final class CsrWord {
    private final Csr csr;
    private final Map<String, Bits> fields = new HashMap<>();

    private CsrWord(Csr csr) {
        this.csr = csr;
    }

    /** A word with all fields 0. */
    static CsrWord of(String name) {
        return new CsrWord(RiscvFacts.csr(name));
    }

    /** A field in a word. */
    static Bits field(String name, String field, Bits word) {
        Field f = RiscvFacts.csr(name).field(field);
        return word.slice(f.msb(), f.lsb());
    }

    CsrWord with(String field, Bits value) {
        fields.put(field, value);
        return this;
    }

    Bits bits() {
        List<Field> highestFirst = csr.fields().stream().filter(f -> fields.containsKey(f.name()))
                .sorted(Comparator.comparingInt(Field::msb).reversed()).toList();
        if (highestFirst.size() != fields.size()) {
            throw new IllegalArgumentException(csr.name() + " lacks some field of " + fields.keySet());
        }
        List<Bits> parts = new ArrayList<>();
        int next = 63;
        for (Field f : highestFirst) {
            if (next > f.msb()) {
                parts.add(Bits.lit(0, next - f.msb()));
            }
            parts.add(fields.get(f.name()));
            next = f.lsb() - 1;
        }
        if (next >= 0) {
            parts.add(Bits.lit(0, next + 1));
        }
        return Bits.cat(parts);
    }
}
