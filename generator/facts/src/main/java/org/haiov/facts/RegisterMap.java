package org.haiov.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The register map of a memory-mapped device.
 *
 * @param name file and header name, e.g. {@code vi-controller}
 * @param title for manuals
 * @param source where the numbers come from
 * @param base physical address
 * @param size bytes of the window
 * @param accessBytes the only access size, naturally aligned
 * @param constants further numbers by name
 * @param sizes dimensions that a configuration chooses, by name
 * @param registers in address order of element 0
 * @param rules prose that manuals quote, by name
 */
public record RegisterMap(String name, String title, String source, long base, long size, int accessBytes, Map<String, Long> constants,
        Map<String, SizeRange> sizes, List<Register> registers, Map<String, String> rules) {
    public RegisterMap {
        constants = Map.copyOf(constants);
        sizes = Map.copyOf(sizes);
        registers = List.copyOf(registers);
        rules = Map.copyOf(rules);
        check(name, size, accessBytes, sizes, registers);
    }

    private static void check(String name, long size, int accessBytes, Map<String, SizeRange> sizes, List<Register> registers) {
        record Place(long offset, String what) {}
        List<Place> places = new ArrayList<>();
        for (Register register : registers) {
            int count = 1;
            if (!register.count().isEmpty()) {
                SizeRange range = sizes.get(register.count());
                if (range == null) {
                    throw new FactsException(name + ": register " + register.name() + " counts by " + register.count() + ", which is no size");
                }
                count = range.max();
                if (register.stride() < accessBytes) {
                    throw new FactsException(name + ": register " + register.name() + ": stride " + register.stride() + " is below the access size");
                }
            }
            for (int i = 0; i < count; i++) {
                long offset = register.offset(i);
                if (offset % accessBytes != 0 || offset < 0 || offset + accessBytes > size) {
                    throw new FactsException(name + ": register " + register.name() + "[" + i + "] at 0x" + Long.toHexString(offset)
                            + " is misaligned or outside the window");
                }
                places.add(new Place(offset, register.name() + "[" + i + "]"));
            }
        }
        places.sort(java.util.Comparator.comparingLong(Place::offset));
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i).offset() == places.get(i - 1).offset()) {
                throw new FactsException(name + ": " + places.get(i - 1).what() + " and " + places.get(i).what() + " are both at 0x"
                        + Long.toHexString(places.get(i).offset()));
            }
        }
    }

    public Register register(String register) {
        for (Register candidate : registers) {
            if (candidate.name().equals(register)) {
                return candidate;
            }
        }
        throw new FactsException(name + " has no register " + register + "; it has " + registers.stream().map(Register::name).toList());
    }

    public long constant(String constant) {
        Long value = constants.get(constant);
        if (value == null) {
            throw new FactsException(name + " has no constant " + constant + "; it has " + constants.keySet());
        }
        return value;
    }

    public SizeRange size(String dimension) {
        SizeRange range = sizes.get(dimension);
        if (range == null) {
            throw new FactsException(name + " has no size " + dimension + "; it has " + sizes.keySet());
        }
        return range;
    }
}
