package org.haiov.sim.engine.verilator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Check;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.passes.FlatDesign;
import org.haiov.passes.Flatten;
import org.haiov.sim.engine.EngineOptions;

/** What is to be visible of a design, and what has to be built for it. */
final class ModelPlan {
    private final FlatDesign plain;
    private final FlatDesign seen;
    private final ModelSource source;
    private final Map<String, Integer> places = new HashMap<>();

    ModelPlan(Design design, EngineOptions options, Visibility visibility, Optimization optimization) {
        plain = Flatten.run(design);
        Design instrumented = Instrument.run(design, options.checks(), visibility != Visibility.PORTS);
        seen = Flatten.run(instrumented);
        List<String> ports = new ArrayList<>();
        for (Net port : design.top().ports()) {
            places.put(port.name(), ports.size());
            ports.add(port.name());
        }
        Emission emission = new Emission(instrumented);
        Map<String, ModuleIr> modules = new HashMap<>();
        modules("", instrumented.top(), modules);
        List<ModelSource.Signal> signals = new ArrayList<>();
        options.requireMemories(plain.memories().keySet());
        for (String path : wanted(visibility, options.memories())) {
            if (!places.containsKey(path)) {
                places.put(path, ports.size() + signals.size());
                signals.add(emission.signal(modules.get(parent(path)), path));
            }
        }
        source = new ModelSource(design.top().name(), emission.files(), ports, signals, optimization);
    }

    /** The design as it is, without hierarchy. */
    FlatDesign plain() {
        return plain;
    }

    /** The design with names for what the engine looks at, without hierarchy: checks are references to wires, see {@link Instrument}. */
    FlatDesign seen() {
        return seen;
    }

    ModelSource source() {
        return source;
    }

    int addresses() {
        return source.ports().size() + source.signals().size();
    }

    /** Index of a net's or memory's address; null where it is not visible. */
    Integer place(String flatName) {
        return places.get(flatName);
    }

    /** Paths of the signals that can be seen, without clocks, in the order of the hierarchy. */
    List<String> visibleSignals() {
        return plain.signals().entrySet().stream().filter(e -> e.getValue().kind() != Net.Kind.CLOCK && place(e.getValue().name()) != null)
                .map(Map.Entry::getKey).toList();
    }

    /** The wire behind an instrumented check. */
    static Expr event(Check check) {
        return check.condition() instanceof Expr.Unary(_, Expr named, _) ? named : check.condition();
    }

    private List<String> wanted(Visibility visibility, Set<String> memories) {
        List<String> paths = new ArrayList<>(memories.stream().sorted().toList());
        ModuleIr top = seen.top();
        for (Check check : top.checks()) {
            add(event(check), paths);
        }
        plain.top().memories().stream().filter(Instrument::writtenByEngine).forEach(memory -> paths.add(memory.name()));
        if (visibility == Visibility.PORTS) {
            return paths;
        }
        for (Net net : top.nets()) {
            if (visibility == Visibility.ALL || net.isState()) {
                paths.add(net.name());
            }
        }
        for (Memory memory : top.memories()) {
            paths.add(memory.name());
            for (Memory.WritePort w : memory.writes()) {
                add(w.enable(), paths);
                add(w.address(), paths);
                add(w.data(), paths);
                if (w.mask() != null) {
                    add(w.mask(), paths);
                }
            }
        }
        return paths;
    }

    private static void add(Expr named, List<String> paths) {
        if (named instanceof Expr.Ref(Net net, _)) {
            paths.add(net.name());
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static void modules(String path, ModuleIr module, Map<String, ModuleIr> into) {
        into.put(path, module);
        for (Instance instance : module.instances()) {
            if (instance.definition() instanceof ModuleIr child) {
                modules(path.isEmpty() ? instance.name() : path + "." + instance.name(), child, into);
            }
        }
    }
}
