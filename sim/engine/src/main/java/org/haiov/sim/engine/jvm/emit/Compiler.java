package org.haiov.sim.engine.jvm.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.Program;
import org.haiov.sim.engine.jvm.plan.Body;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.haiov.sim.engine.jvm.plan.Parameters;
import org.haiov.sim.engine.jvm.plan.Plan;
import org.haiov.sim.engine.jvm.plan.Planner;
import org.haiov.sim.engine.jvm.plan.SharedUnits;
import org.haiov.sim.engine.jvm.plan.Sink;
import org.haiov.sim.engine.jvm.plan.Unit;
import org.haiov.sim.engine.jvm.runtime.CompiledDesign;
import org.haiov.sim.engine.jvm.runtime.GeneratedClasses;
import org.haiov.sim.engine.jvm.runtime.Observer;

/** From a program to loaded classes: plan, share shapes, write, load. */
public final class Compiler {
    private static final String PREFIX = "org.haiov.sim.generated.";

    private final Graph graph;
    private final Limits limits;
    private final GeneratedClasses loader = new GeneratedClasses();
    private final Layout layout = new Layout(PREFIX);
    private final Fields fields;
    private int observers;

    private Compiler(Graph graph, Limits limits) {
        this.graph = graph;
        this.limits = limits;
        this.fields = new Fields(layout, loader);
    }

    /**
     * Loaded code.
     *
     * @param shadows slots in which new values of others wait for the end of a cycle; between cycles both hold the same
     * @param arguments of each external call, in order, the slots its inputs are left in
     */
    public record Compiled(Compiler compiler, CompiledDesign code, Layout layout, Map<Slot, Slot> shadows,
            List<List<List<Slot>>> arguments) {
    }

    public static Compiled compile(Program program, EngineOptions options, Limits limits) {
        return new Compiler(program.graph(), limits).run(program, options);
    }

    private Compiled run(Program program, EngineOptions options) {
        program.inputs().forEach(p -> p.words().forEach(layout::addMain));
        program.ticks().forEach(t -> layout.addMain(t.slot()));
        Map<Sink, String> sinks = new LinkedHashMap<>();
        for (Program.StateWord r : program.registers()) {
            sinks.put(new Sink.Store(r.slot(), r.slot(), r.next()), r.owner());
        }
        for (Program.StateMemory m : program.memories()) {
            if (m.writes().isEmpty()) {
                m.columns().forEach(layout::addMain);
            } else {
                sinks.put(new Sink.MemoryWrites(m.columns(), m.writes().stream()
                        .map(w -> new Sink.MemoryWrite(w.enable(), w.address(), w.data(), w.bits())).toList()), m.owner());
            }
        }
        for (Program.Cover cover : program.covers()) {
            Node now = graph.load(cover.count());
            Node next = graph.mux(cover.reached(), graph.add(now, graph.constant(1, 64)), now);
            sinks.put(new Sink.Store(cover.count(), cover.count(), next), cover.owner());
        }
        List<List<List<Slot>>> arguments = arguments(program, sinks);
        List<Sink> first = new ArrayList<>();
        for (int i = 0; i < program.violations().size(); i++) {
            first.add(new Sink.Violation(i, program.violations().get(i).violated()));
        }
        Plan plan = Planner.run(graph, first, sinks, limits);
        plan.units().forEach(layout::addUnit);
        List<Unit> checks = plan.units().subList(0, plan.checks());
        List<Unit> units = plan.units().subList(plan.checks(), plan.units().size());
        List<Objects.Shared> objects = new ArrayList<>();
        for (UnitClass c : classes(plan)) {
            UnitWriter.Written written = UnitWriter.write(layout, c, false);
            loader.add(c.name(), written.bytes());
            if (c.isShared()) {
                objects.add(new Objects.Shared(c, written.places().ports()));
            }
        }
        loader.add(PREFIX + "Objects", Objects.write(layout, objects));
        List<MainWriter.Rhythm> rhythms = program.ticks().stream()
                .map(t -> new MainWriter.Rhythm(t.slot(), options.clocks().get(t.clock().name()))).toList();
        loader.add(PREFIX + "Main", new MainWriter(layout, checks, units, rhythms, !program.externals().isEmpty()).write());
        CompiledDesign main = (CompiledDesign) instance(PREFIX + "Main");
        Objects.link(objects, layout, loader);
        return new Compiled(this, main, layout, plan.shadows(), arguments);
    }

    private List<List<List<Slot>>> arguments(Program program, Map<Sink, String> sinks) {
        List<List<List<Slot>>> calls = new ArrayList<>();
        for (Program.ExternalCall call : program.externals()) {
            List<List<Slot>> slots = new ArrayList<>();
            for (Program.Argument a : call.arguments()) {
                List<Slot> words = new ArrayList<>();
                for (Node word : a.words()) {
                    Slot slot = new Slot(Slot.Kind.WIRE, call.instance().name() + "." + a.port(), word.width());
                    words.add(slot);
                    sinks.put(new Sink.Store(slot, null, word), call.instance().name() + ".");
                }
                slots.add(words);
            }
            calls.add(slots);
        }
        return calls;
    }

    private List<UnitClass> classes(Plan plan) {
        List<UnitClass> classes = new ArrayList<>();
        for (SharedUnits shared : SharedUnits.of(plan, new Parameters(graph, plan.wires()))) {
            Unit first = shared.units().getFirst();
            for (int i = 0; i < shared.parameterSlots().size(); i++) {
                layout.addParameter(first, i, shared.parameterSlots().get(i));
            }
            UnitClass c = new UnitClass(PREFIX + (shared.units().size() > 1 ? "Shape" : "Unit") + first.index(), shared,
                    Body.of(first, first.sinks(), plan.wires(), graph, limits),
                    first.late().isEmpty() ? null : Body.of(first, first.late(), plan.wires(), graph, limits));
            shared.units().forEach(u -> layout.setClass(u, c));
            classes.add(c);
        }
        return classes;
    }

    private Object instance(String name) {
        try {
            return loader.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class " + name, e);
        }
    }

    /** Where the running design's state is. */
    public Fields fields() {
        return fields;
    }

    /** Compiles code that computes values from the present state. */
    public Observer observer(List<Node> values) {
        String prefix = PREFIX + "observer" + observers++ + ".";
        Map<Sink, String> sinks = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            sinks.put(new Sink.Output(i, values.get(i)), "");
        }
        Plan plan = Planner.run(graph, List.of(), sinks, limits);
        Layout all = layout.forObserver();
        plan.units().forEach(all::addUnit);
        for (Unit unit : plan.units()) {
            UnitClass c = new UnitClass(prefix + "Unit" + unit.index(), SharedUnits.single(unit),
                    Body.of(unit, unit.sinks(), plan.wires(), graph, limits), null);
            all.setClass(unit, c);
        }
        for (Unit unit : plan.units()) {
            loader.add(all.classOf(unit).name(), UnitWriter.write(all, all.classOf(unit), true).bytes());
        }
        loader.add(prefix + "Main", ObserverWriter.write(all, prefix + "Main", plan.units()));
        return (Observer) instance(prefix + "Main");
    }
}
