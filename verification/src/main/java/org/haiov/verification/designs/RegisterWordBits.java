package org.haiov.verification.designs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.hdl.Bits;

/** Puts the fields of a 64-bit register together in hardware; bits without a field, or whose field is not given, are 0. */
final class RegisterWordBits {
    private final Register register;
    private final List<Placed> placed = new ArrayList<>();

    private record Placed(Field field, Bits value) {
    }

    RegisterWordBits(Register register) {
        this.register = register;
    }

    /** @param value as wide as the field or narrower */
    RegisterWordBits with(String field, Bits value) {
        Field f = register.field(field);
        placed.add(new Placed(f, value.width() < f.width() ? value.zext(f.width()) : value));
        return this;
    }

    Bits bits() {
        placed.sort(Comparator.comparingInt(p -> -p.field.msb()));
        List<Bits> parts = new ArrayList<>();
        int next = 63;
        for (Placed p : placed) {
            if (p.field.msb() < next) {
                parts.add(Bits.lit(0, next - p.field.msb()));
            }
            parts.add(p.value);
            next = p.field.lsb() - 1;
        }
        if (next >= 0) {
            parts.add(Bits.lit(0, next + 1));
        }
        return Bits.cat(parts);
    }
}
