package org.haiov.verification.designs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haiov.hdl.Component;
import org.haiov.ir.HaiovException;

/** The designs that the {@code haiov} command knows by name. */
public final class Catalogue {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("lanes", "independent lanes of FIFO, register file, ALU and counter, the benchmarks' design", List.of(
                    new Parameter("count", 64, "lanes"),
                    new Parameter("idle", 0, "1: only about one lane in ten is busy at a time"),
                    new Parameter("distinct", 0, "1: each lane has constants of its own, so that no two share a module")),
                    values -> new Lanes(Math.toIntExact(values.get("count")), values.get("idle") != 0, values.get("distinct") != 0)));

    private Catalogue() {
    }

    /** A parameter of a design: its name, its value where none is given, what it is. */
    public record Parameter(String name, long byDefault, String description) {
    }

    /**
     * A design.
     *
     * @param maker makes its top component from the values of all parameters
     */
    public record Entry(String name, String description, List<Parameter> parameters, Function<Map<String, Long>, Component> maker) {
        /** Makes the top component; parameters that are not given have their default. */
        public Component make(Map<String, Long> given) {
            Map<String, Long> values = new LinkedHashMap<>();
            parameters.forEach(parameter -> values.put(parameter.name, parameter.byDefault));
            given.forEach((parameter, value) -> {
                if (values.replace(parameter, value) == null) {
                    throw new HaiovException("design " + name + " has no parameter '" + parameter + "'\n  it has "
                            + String.join(", ", values.keySet()));
                }
            });
            return maker.apply(values);
        }
    }

    /** All designs. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** The design of that name; an unknown name is an error that lists the known ones. */
    public static Entry entry(String name) {
        return ENTRIES.stream().filter(entry -> entry.name.equals(name)).findFirst()
                .orElseThrow(() -> new HaiovException("there is no design '" + name + "'\n  there is "
                        + ENTRIES.stream().map(Entry::name).collect(Collectors.joining(", "))));
    }
}
