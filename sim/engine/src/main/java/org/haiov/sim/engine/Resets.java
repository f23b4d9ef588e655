package org.haiov.sim.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/** Which inputs are resets and for how long {@link Simulation#reset()} holds them; the same for every engine. */
public final class Resets {
    private Resets() {
    }

    /** Top-level inputs that are, through whole nets alone, some state's reset; in the order of the ports. */
    public static List<Net> inputs(ModuleIr flat) {
        Set<Net> resets = new HashSet<>();
        for (Register r : flat.registers()) {
            add(resets, r.clocking());
        }
        for (Memory m : flat.memories()) {
            m.writes().forEach(w -> add(resets, w.clocking()));
            m.reads().forEach(r -> add(resets, r.clocking()));
        }
        for (Check c : flat.checks()) {
            add(resets, c.clocking());
        }
        Map<Net, Net> copies = new HashMap<>();
        for (Assign a : flat.assigns()) {
            if (a.value() instanceof Expr.Ref(Net source, _)) {
                copies.put(a.target(), source);
            }
        }
        for (Net net : List.copyOf(resets)) {
            for (Net at = net; at != null; at = copies.get(at)) {
                resets.add(at);
            }
        }
        List<Net> inputs = new ArrayList<>();
        for (Net port : flat.ports()) {
            if (port.kind() == Net.Kind.INPUT && resets.contains(port)) {
                inputs.add(port);
            }
        }
        return inputs;
    }

    /** Cycles of the main clock, from {@code cycle} on, until every clock has ticked at least once. */
    public static long cycles(EngineOptions options, long cycle) {
        long longest = 1;
        for (EngineOptions.ClockRatio clock : options.clocks().values()) {
            long untilTick = Math.floorMod(clock.phase() - cycle, (long) clock.period());
            longest = Math.max(longest, untilTick + 1);
        }
        return longest;
    }

    private static void add(Set<Net> resets, Clocking clocking) {
        if (clocking != null && clocking.reset() != null) {
            resets.add(clocking.reset());
        }
    }
}
