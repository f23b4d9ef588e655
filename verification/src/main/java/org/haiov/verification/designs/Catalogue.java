package org.haiov.verification.designs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.Mmu;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.blocks.vi.ViController;
import org.haiov.hdl.Component;
import org.haiov.ir.HaiovException;

/** The designs that the {@code haiov} command knows by name. */
public final class Catalogue {
    private static final List<Parameter> VI_PARAMETERS = List.of(
            new Parameter("harts", 2, "hart links, 1 to 8"),
            new Parameter("entries", 256, "map entries, 16 to 1024, a power of two"),
            new Parameter("vids", 64, "VIDs, 16 to 256, a power of two"),
            new Parameter("slots", 16, "slots, 1 to 64, a power of two"));
    private static final List<Entry> ENTRIES = List.of(
            new Entry("vi-controller", "controller of virtual event interrupts (Xhaiov section 4)", VI_PARAMETERS,
                    values -> new ViController(viConfig(values))),
            new Entry("vi-load", "that controller with software and harts in hardware, the benchmarks' design", VI_PARAMETERS,
                    values -> new ViLoad(viConfig(values))),
            new Entry("mmu", "MMU of a hart without its first-level TLBs", List.of(
                    new Parameter("standard", 1, "1: standard dimensions, 0: tiny"),
                    new Parameter("ram", 128, "MiB"),
                    new Parameter("xhaiov", 0, "1: with MMIO leaves")),
                    values -> new Mmu(values.get("standard") != 0 ? HartConfig.standard() : HartConfig.tiny(), values.get("ram") << 20,
                            values.get("xhaiov") != 0)),
            new Entry("lanes", "independent lanes of FIFO, register file, ALU and counter, the benchmarks' design", List.of(
                    new Parameter("count", 64, "lanes"),
                    new Parameter("idle", 0, "1: only about one lane in ten is busy at a time"),
                    new Parameter("distinct", 0, "1: each lane has constants of its own, so that no two share a module")),
                    values -> new Lanes(size(values, "count"), values.get("idle") != 0, values.get("distinct") != 0)));

    private Catalogue() {
    }

    private static ViConfig viConfig(Map<String, Long> values) {
        return new ViConfig(size(values, "harts"), size(values, "entries"), size(values, "vids"), size(values, "slots"));
    }

    private static int size(Map<String, Long> values, String parameter) {
        long value = values.get(parameter);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new HaiovException("parameter " + parameter + "=" + value + "\n  give a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
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
