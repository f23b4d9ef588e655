package org.haiov.facts;

import java.util.List;

/**
 * A register of a device, or an array of them.
 *
 * @param name the manual's name, e.g. {@code vid.config}
 * @param offset bytes from the device's base to element 0
 * @param stride bytes from one element to the next, 0 where there is one only
 * @param count name of the {@linkplain RegisterMap#sizes() size} that tells how many elements there are, empty where one
 * @param access what software may do with it as a whole
 * @param writable when a write has an effect; a field may say otherwise for itself
 * @param fields highest bits first; none means 64 bits of plain data
 * @param text one line for manuals
 */
public record Register(String name, long offset, int stride, String count, Access access, Writable writable, List<Field> fields, String text) {
    public Register {
        fields = List.copyOf(fields);
        long seen = 0;
        for (Field field : fields) {
            if ((seen & field.mask()) != 0) {
                throw new FactsException("register " + name + ": field " + field.name() + " overlaps another or stands twice");
            }
            seen |= field.mask();
        }
        if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
            throw new FactsException("register " + name + ": two fields of one name");
        }
    }

    /** Offset of element {@code index} from the device's base. */
    public long offset(int index) {
        if (index < 0 || index > 0 && stride == 0) {
            throw new FactsException("register " + name + " has no element " + index);
        }
        return offset + (long) index * stride;
    }

    public Field field(String field) {
        for (Field candidate : fields) {
            if (candidate.name().equals(field)) {
                return candidate;
            }
        }
        throw new FactsException("register " + name + " has no field " + field + "; it has " + fields.stream().map(Field::name).toList());
    }

    /** Bits that exist: those of the fields, or all 64 of plain data. */
    public long bits() {
        return fields.isEmpty() ? -1L : fields.stream().mapToLong(Field::mask).reduce(0, (a, b) -> a | b);
    }
}
