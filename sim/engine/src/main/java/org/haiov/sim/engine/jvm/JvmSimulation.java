package org.haiov.sim.engine.jvm;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Check;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory;
import org.haiov.ir.Net;
import org.haiov.passes.FlatDesign;
import org.haiov.sim.engine.AssertionFailure;
import org.haiov.sim.engine.Clocks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.NotVisible;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.ProbeErrors;
import org.haiov.sim.engine.Resets;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateTrace;
import org.haiov.sim.engine.UnknownPath;
import org.haiov.sim.engine.jvm.emit.Compiler;
import org.haiov.sim.engine.jvm.emit.Fields.Cell;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.Lowering;
import org.haiov.sim.engine.jvm.lower.NetValues;
import org.haiov.sim.engine.jvm.lower.Program;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.haiov.sim.engine.jvm.runtime.CompiledDesign;

/** A design compiled into this JVM. */
final class JvmSimulation implements Simulation, StateTrace {
    private final FlatDesign flat;
    private final EngineOptions options;
    private final Program program;
    private final NetValues values;
    private final Compiler.Compiled compiled;
    private final CompiledDesign code;
    private final Externals externals;
    private final Observations observations;
    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<String, ArrayProbe> memoryProbes = new LinkedHashMap<>();
    private final List<Object> arrays = new ArrayList<>();
    private Rows rows;
    private WaveCapture wave;
    private long cycle;

    JvmSimulation(FlatDesign flat, EngineOptions options, Limits limits) {
        this.flat = flat;
        this.options = options;
        Clocks.ratios(flat.top(), options);
        options.requireMemories(flat.memories().keySet());
        this.externals = flat.top().instances().isEmpty() ? null : new Externals(flat.top());
        Lowering.Result lowered = Lowering.run(flat.top(), options);
        this.program = lowered.program();
        this.values = lowered.values();
        this.compiled = Compiler.compile(program, options, limits);
        this.code = compiled.code();
        this.observations = new Observations(compiled.compiler(), values);
        powerUp();
    }

    private void powerUp() {
        long[] state = new long[compiled.layout().order().size()];
        for (Program.StateWord r : program.registers()) {
            state[compiled.layout().index(r.slot())] = r.init();
            Slot shadow = compiled.shadows().get(r.slot());
            if (shadow != null) {
                state[compiled.layout().index(shadow)] = r.init();
            }
        }
        code.load(state);
        for (Program.StateMemory m : program.memories()) {
            List<Object> columns = new ArrayList<>();
            for (MemoryArray column : m.columns()) {
                Object array = compiled.compiler().fields().array(column);
                columns.add(array);
                fill(array, column.init());
            }
            arrays.addAll(columns);
            Memory memory = flat.memories().get(m.path());
            memoryProbes.put(m.path(), new ArrayProbe(memory, columns, this::overwritten));
        }
        if (externals != null) {
            externals.connect(flat.top(), program, compiled, values);
        }
    }

    private static void fill(Object array, long[] words) {
        for (int i = 0; i < words.length; i++) {
            if (array instanceof int[] ints) {
                ints[i] = (int) words[i];
            } else {
                ((long[]) array)[i] = words[i];
            }
        }
    }

    private void changed() {
        observations.changed();
    }

    private void overwritten() {
        code.wake();
        changed();
    }

    @Override
    public Design design() {
        return flat.design();
    }

    @Override
    public String engine() {
        return "jvm";
    }

    @Override
    public Probe probe(String path) {
        return probes.computeIfAbsent(path, this::newProbe);
    }

    private Probe newProbe(String path) {
        Net net = flat.signals().get(path);
        if (net == null || net.kind() == Net.Kind.CLOCK) {
            throw new UnknownPath("signal", path, signals());
        }
        if (!isVisible(net)) {
            throw new NotVisible("signal", path);
        }
        List<Slot> slots = values.slots(net);
        List<Cell> cells = slots != null ? slots.stream().map(compiled.compiler().fields()::cell).toList() : null;
        return new SignalProbe(path, net, cells, net.kind() == Net.Kind.INPUT, observations);
    }

    @Override
    public MemoryProbe memory(String path) {
        if (!flat.memories().containsKey(path)) {
            throw new UnknownPath("memory", path, flat.memories().keySet());
        }
        if (!options.isVisibleMemory(path)) {
            throw new NotVisible("memory", path);
        }
        return memoryProbes.get(path);
    }

    private boolean isVisible(Net net) {
        return options.visibleState() || flat.top().ports().contains(net);
    }

    @Override
    public List<String> signals() {
        return flat.signals().entrySet().stream().filter(e -> e.getValue().kind() != Net.Kind.CLOCK && isVisible(e.getValue()))
                .map(Map.Entry::getKey).toList();
    }

    @Override
    public List<String> memories() {
        return flat.memories().keySet().stream().filter(options::isVisibleMemory).toList();
    }

    @Override
    public void run(long cycles) {
        if (cycles < 0) {
            throw new IllegalArgumentException("cannot run " + cycles + " cycles");
        }
        if (wave == null) {
            advance(cycles);
            return;
        }
        for (long i = 0; i < cycles; i++) {
            wave.cycle(cycle);
            advance(1);
        }
    }

    /** Runs without a look at anything but checks. */
    private void advance(long cycles) {
        long left = code.run(cycle, cycles, externals);
        cycle += cycles - left;
        changed();
        if (left > 0) {
            code.wake();
            Check check = program.violations().get(code.violation()).check();
            throw new AssertionFailure(check.name(), cycle, check.message() + " (" + check.loc() + ")");
        }
    }

    @Override
    public long runUntil(Probe condition, long maxCycles) {
        if (condition.width() != 1) {
            throw ProbeErrors.notACondition(condition.path());
        }
        for (long ran = 0; ; ran++) {
            if (condition.get() == 1) {
                return ran;
            }
            if (ran == maxCycles) {
                return -1;
            }
            run(1);
        }
    }

    @Override
    public void reset() {
        List<Net> inputs = Resets.inputs(flat.top());
        inputs.forEach(i -> poke(i.name(), 1));
        run(Resets.cycles(options, cycle));
        inputs.forEach(i -> poke(i.name(), 0));
    }

    @Override
    public long cycle() {
        return cycle;
    }

    /** @param arrays copies of all memories */
    private record Saved(Design design, EngineOptions options, long cycle, long[] state, List<Object> arrays,
            Map<String, Object> models) implements Snapshot {
    }

    @Override
    public Snapshot save() {
        long[] state = new long[compiled.layout().order().size()];
        code.save(state);
        List<Object> copies = arrays.stream().map(a -> a instanceof int[] ints ? (Object) ints.clone() : ((long[]) a).clone()).toList();
        return new Saved(flat.design(), options, cycle, state, copies, externals == null ? Map.of() : externals.save());
    }

    @Override
    public void restore(Snapshot snapshot) {
        if (!(snapshot instanceof Saved saved) || saved.design != flat.design() || !saved.options.equals(options)) {
            throw new HaiovException("a snapshot can only be restored by a simulation of the same design by the same engine, with the"
                    + " same options");
        }
        code.load(saved.state);
        for (int i = 0; i < arrays.size(); i++) {
            System.arraycopy(saved.arrays.get(i), 0, arrays.get(i), 0, java.lang.reflect.Array.getLength(arrays.get(i)));
        }
        if (externals != null) {
            externals.restore(saved.models);
        }
        cycle = saved.cycle;
        overwritten();
    }

    @Override
    public Map<String, Long> covers() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Program.Cover cover : program.covers()) {
            counts.put(cover.check().name(), compiled.compiler().fields().cell(cover.count()).get());
        }
        return counts;
    }

    @Override
    public void startWave(Path vcd) {
        stopWave();
        wave = new WaveCapture(vcd, flat, signals(), options, compiled.compiler(), values);
    }

    @Override
    public void stopWave() {
        if (wave != null) {
            wave.cycle(cycle);
            wave.close();
            wave = null;
        }
    }

    private Rows rows() {
        if (!options.visibleState()) {
            throw new HaiovException("there are no state rows: this simulation was opened for speed, with the top module's ports alone."
                    + " Open it with EngineOptions.visibleState.");
        }
        if (rows == null) {
            rows = new Rows(flat.top(), compiled.compiler(), values);
        }
        return rows;
    }

    @Override
    public StateLayout layout() {
        return rows().layout();
    }

    @Override
    public void readState(MemorySegment row) {
        rows().read(row, 0);
    }

    @Override
    public void run(long cycles, MemorySegment inputs, MemorySegment states) {
        Rows all = rows();
        for (long i = 0; i < cycles; i++) {
            if (inputs != null) {
                all.poke(inputs, i);
                changed();
            }
            all.read(states, i);
            run(1);
        }
    }

    @Override
    public void close() {
        stopWave();
    }
}
