package org.haiov.sim.engine.compare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateLayout.Field;

/** Finds the state and inputs that a value is made from, to show them beside it. */
final class Related {
    private static final int SHOWN = 6;
    private final Map<String, List<Expr>> makers = new HashMap<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** @param flat without hierarchy */
    Related(ModuleIr flat, StateLayout layout) {
        layout.state().forEach(f -> fields.put(f.path(), f));
        layout.inputs().forEach(f -> fields.put(f.path(), f));
        for (Assign a : flat.assigns()) {
            makers.put(a.target().name(), List.of(a.value()));
        }
        for (Register r : flat.registers()) {
            Expr reset = r.resettable() ? new Expr.Ref(r.clocking().reset(), r.loc()) : null;
            makers.put(r.net().name(), present(reset, r.enable(), r.next()));
        }
        for (Memory m : flat.memories()) {
            for (Memory.ReadPort r : m.reads()) {
                makers.put(r.data().name(), present(r.enable(), r.address()));
            }
            for (int i = 0; i < m.writes().size(); i++) {
                Memory.WritePort w = m.writes().get(i);
                String port = m.name() + ".w" + i;
                makers.put(port + ".enable", List.of(w.enable()));
                makers.put(port + ".address", List.of(w.address()));
                makers.put(port + ".data", List.of(w.data()));
                makers.put(port + ".mask", present(w.mask()));
            }
        }
    }

    private static List<Expr> present(Expr... some) {
        return java.util.Arrays.stream(some).filter(Objects::nonNull).toList();
    }

    /** The nearest few, in the order in which the description names them. */
    List<Field> of(Field field) {
        Map<String, Field> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>(Set.of(field.path()));
        makers.getOrDefault(field.path(), List.of()).forEach(e -> collect(e, found, seen));
        return found.values().stream().limit(SHOWN).toList();
    }

    private void collect(Expr e, Map<String, Field> found, Set<String> seen) {
        switch (e) {
            case Expr.Lit _ -> {
            }
            case Expr.Ref(Net net, _) -> {
                if (found.size() < SHOWN && seen.add(net.name())) {
                    Field leaf = net.kind() == Net.Kind.WIRE ? null : fields.get(net.name());
                    if (leaf != null) {
                        found.put(net.name(), leaf);
                    } else {
                        makers.getOrDefault(net.name(), List.of()).forEach(m -> collect(m, found, seen));
                    }
                }
            }
            case Expr.Unary(_, Expr a, _) -> collect(a, found, seen);
            case Expr.Binary(_, Expr a, Expr b, _) -> {
                collect(a, found, seen);
                collect(b, found, seen);
            }
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> {
                collect(sel, found, seen);
                collect(t, found, seen);
                collect(f, found, seen);
            }
            case Expr.Switch(Expr sel, var cases, Expr otherwise, _) -> {
                collect(sel, found, seen);
                cases.forEach(c -> collect(c.value(), found, seen));
                collect(otherwise, found, seen);
            }
            case Expr.Slice(Expr a, _, _, _) -> collect(a, found, seen);
            case Expr.Concat(var parts, _) -> parts.forEach(p -> collect(p, found, seen));
            case Expr.Extend(Expr a, _, _, _) -> collect(a, found, seen);
        }
    }
}
