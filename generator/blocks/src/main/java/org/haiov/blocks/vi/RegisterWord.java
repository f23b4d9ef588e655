package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.hdl.Bits;

/** A register's 64-bit word taken apart and put together by the field places of the shared facts. */
final class RegisterWord {
    private final Register register;
    private final Map<String, Bits> fields = new HashMap<>();

    private RegisterWord(Register register) {
        this.register = register;
    }

    /** Field {@code field} of register {@code register} in a word. */
    static Bits field(String register, String field, Bits word) {
        Field f = ViConfig.map().register(register).field(field);
        return word.slice(f.msb(), f.lsb());
    }

    /** A word with all fields 0. */
    static RegisterWord of(String register) {
        return new RegisterWord(ViConfig.map().register(register));
    }

    /** Gives a field its value, zero-extended to the field's width. */
    RegisterWord with(String field, Bits value) {
        fields.put(field, value.zext(register.field(field).width()));
        return this;
    }

    /** The word. */
    Bits bits() {
        List<Field> highestFirst = register.fields().stream().filter(f -> fields.containsKey(f.name()))
                .sorted(Comparator.comparingInt(Field::msb).reversed()).toList();
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
