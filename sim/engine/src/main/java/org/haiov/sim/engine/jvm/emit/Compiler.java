package org.haiov.sim.engine.jvm.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.Program;
import org.haiov.sim.engine.jvm.plan.Body;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.haiov.sim.engine.jvm.plan.Monitor;
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

    /** Bytes of bytecode from which on HotSpot leaves a method to the interpreter (HugeMethodLimit). */
    private static final int HUGE = 8000;

    private final Graph graph;
    private Limits limits;
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
        for (Limits now = limits; ; now = now.halved()) {
            try {
                return new Compiler(program.graph(), now).run(program, options);
            } catch (TooLarge e) {
                // Costs are estimates; where one was far off, all is cut again, and smaller.
            }
        }
    }

    /** A unit came out larger than HotSpot compiles. */
    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private UnitWriter.Written write(Layout to, UnitClass c, boolean gives) throws TooLarge {
        UnitWriter.Written written = UnitWriter.write(to, c, gives);
        if (limits.canBeHalved() && written.codeLength() >= HUGE) {
            throw new TooLarge();
        }
        loader.add(c.name(), written.bytes());
        return written;
    }

    private Compiled run(Program program, EngineOptions options) throws TooLarge {
        program.inputs().forEach(p -> p.words().forEach(layout::addMain));
        program.ticks().forEach(t -> layout.addMain(t.slot()));
        ProgramSinks sinks = new ProgramSinks(program);
        sinks.constantMemories().forEach(layout::addMain);
        Plan plan = Planner.run(graph, sinks.checks(), sinks.all(), limits);
        plan.units().forEach(layout::addUnit);
        List<Unit> checks = plan.units().subList(0, plan.checks());
        List<Unit> units = plan.units().subList(plan.checks(), plan.units().size());
        List<Objects.Shared> objects = new ArrayList<>();
        for (UnitClass c : classes(plan)) {
            UnitWriter.Written written = write(layout, c, false);
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
        return new Compiled(this, main, layout, plan.shadows(), sinks.arguments());
    }

    private List<UnitClass> classes(Plan plan) {
        List<UnitClass> classes = new ArrayList<>();
        for (SharedUnits shared : SharedUnits.of(plan, new Parameters(graph, plan.wires()))) {
            Unit first = shared.units().getFirst();
            for (int i = 0; i < shared.parameterSlots().size(); i++) {
                layout.addParameter(first, i, shared.parameterSlots().get(i));
            }
            Body body = Body.of(first, first.sinks(), plan.wires(), graph, limits);
            Body late = first.late().isEmpty() ? null : Body.of(first, first.late(), plan.wires(), graph, limits);
            Monitor monitor = Monitor.of(first, body, shared.parameterSlots());
            UnitClass c = new UnitClass(PREFIX + (shared.units().size() > 1 ? "Shape" : "Unit") + first.index(), shared, body, late,
                    monitor);
            shared.units().forEach(u -> layout.setClass(u, c));
            classes.add(c);
            if (monitor != null) {
                versions(shared, monitor, plan);
            }
        }
        return classes;
    }

    /** Has the writes to what a monitor watches counted, for all units of the shape. */
    private void versions(SharedUnits shared, Monitor monitor, Plan plan) {
        Unit first = shared.units().getFirst();
        for (MemoryArray memory : monitor.memories()) {
            Unit owner = plan.arrayOwners().get(memory);
            if (owner == null) {
                continue;
            }
            int number = owner.arrays().indexOf(memory);
            for (int i = 0; i < shared.units().size(); i++) {
                Unit sameOwner = owner == first ? shared.units().get(i)
                        : shared.ports().get(i).get(shared.ports().getFirst().indexOf(owner));
                layout.addVersion(sameOwner.arrays().get(number));
            }
        }
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
        while (true) {
            try {
                return observer(values, PREFIX + "observer" + observers++ + ".");
            } catch (TooLarge e) {
                limits = limits.halved();
            }
        }
    }

    private Observer observer(List<Node> values, String prefix) throws TooLarge {
        Map<Sink, String> sinks = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            sinks.put(new Sink.Output(i, values.get(i)), "");
        }
        Plan plan = Planner.run(graph, List.of(), sinks, limits);
        Layout all = layout.forObserver();
        plan.units().forEach(all::addUnit);
        List<UnitClass> classes = new ArrayList<>();
        for (Unit unit : plan.units()) {
            UnitClass c = new UnitClass(prefix + "Unit" + unit.index(), SharedUnits.single(unit),
                    Body.of(unit, unit.sinks(), plan.wires(), graph, limits), null, null);
            all.setClass(unit, c);
            classes.add(c);
        }
        for (UnitClass c : classes) {
            write(all, c, true);
        }
        loader.add(prefix + "Main", ObserverWriter.write(all, prefix + "Main", plan.units()));
        return (Observer) instance(prefix + "Main");
    }
}
