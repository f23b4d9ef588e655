package org.haiov.sim.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.ir.HaiovException;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.sim.engine.EngineOptions.ClockRatio;

/** When each of a design's clocks ticks; the same for every engine. */
public final class Clocks {
    private static final ClockRatio EVERY_CYCLE = new ClockRatio(1, 0);

    private Clocks() {
    }

    /** The top module's clocks in the order of its ports, the main one first. */
    public static List<Net> of(ModuleIr top) {
        return top.ports().stream().filter(port -> port.kind() == Net.Kind.CLOCK).toList();
    }

    /** When each clock of {@link #of} ticks; error for an option that names no clock, or the main one. */
    public static List<ClockRatio> ratios(ModuleIr top, EngineOptions options) {
        List<Net> clocks = of(top);
        List<String> names = clocks.stream().map(Net::name).toList();
        for (Map.Entry<String, ClockRatio> e : options.clocks().entrySet()) {
            if (!names.contains(e.getKey())) {
                throw new UnknownPath("clock", e.getKey(), names);
            }
            if (e.getKey().equals(names.getFirst()) && !e.getValue().equals(EVERY_CYCLE)) {
                throw new HaiovException("clock '" + e.getKey() + "' is the main clock, in whose cycles time is counted: it ticks in"
                        + " each of them. Give the other clocks' ratios to it.");
            }
        }
        List<ClockRatio> ratios = new ArrayList<>();
        names.forEach(name -> ratios.add(options.clocks().getOrDefault(name, EVERY_CYCLE)));
        return ratios;
    }
}
