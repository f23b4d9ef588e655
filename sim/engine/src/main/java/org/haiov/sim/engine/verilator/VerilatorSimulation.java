package org.haiov.sim.engine.verilator;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Check;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory;
import org.haiov.ir.Net;
import org.haiov.sim.engine.AssertionFailure;
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

/** A design running in a model that Verilator made. */
final class VerilatorSimulation implements Simulation, StateTrace {
    private final ModelPlan plan;
    private final EngineOptions options;
    private final NativeModel model;
    private final Wiring wiring;
    private final StateLayout layout;
    private final List<Check> checks;
    private final List<Net> resets;
    private final Map<String, NetProbe> probes = new HashMap<>();
    /** Inputs were poked and wires do not show it yet. */
    private boolean inputsChanged;
    /** A memory was written from outside and wires do not show it yet. */
    private boolean stateChanged;
    private WaveCapture wave;

    VerilatorSimulation(ModelPlan plan, EngineOptions options, Path library) {
        this.plan = plan;
        this.options = options;
        layout = StateLayout.of(plan.plain().top());
        checks = plan.seen().top().checks();
        resets = Resets.inputs(plan.plain().top());
        model = new NativeModel(library);
        try {
            wiring = new Wiring(plan, model, options, layout);
            model.start(wiring.control());
            plan.plain().memories().values().stream().filter(Instrument::writtenByEngine).forEach(this::writeInitialContents);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private void writeInitialContents(Memory memory) {
        WordProbe probe = new WordProbe(this, memory, wiring.words(memory));
        for (int word = 0; word < memory.init().size(); word++) {
            probe.write(word, memory.init().get(word));
        }
    }

    @Override
    public Design design() {
        return plan.plain().design();
    }

    @Override
    public String engine() {
        return VerilatorEngine.NAME;
    }

    @Override
    public Probe probe(String path) {
        return probes.computeIfAbsent(path, this::makeProbe);
    }

    private NetProbe makeProbe(String path) {
        Net net = plan.plain().signals().get(path);
        if (net == null || net.kind() == Net.Kind.CLOCK) {
            throw new UnknownPath("signal", path, signals());
        }
        if (plan.place(net.name()) == null) {
            throw new NotVisible("signal", path);
        }
        return new NetProbe(this, path, net, wiring.cell(net));
    }

    @Override
    public MemoryProbe memory(String path) {
        Memory memory = plan.plain().memories().get(path);
        if (memory == null) {
            throw new UnknownPath("memory", path, plan.plain().memories().keySet());
        }
        if (plan.place(path) == null) {
            throw new NotVisible("memory", path);
        }
        return new WordProbe(this, memory, wiring.words(memory));
    }

    @Override
    public List<String> signals() {
        return plan.visibleSignals();
    }

    @Override
    public List<String> memories() {
        return plan.plain().memories().keySet().stream().filter(path -> plan.place(path) != null).toList();
    }

    @Override
    public void run(long cycles) {
        requireNotNegative(cycles);
        if (wave == null) {
            advance(cycles);
            return;
        }
        for (long i = 0; i < cycles; i++) {
            settle();
            wave.cycle(cycle());
            advance(1);
        }
    }

    private static void requireNotNegative(long cycles) {
        if (cycles < 0) {
            throw new IllegalArgumentException("cannot run " + cycles + " cycles");
        }
    }

    private void advance(long cycles) {
        if (!checks.isEmpty()) {
            settle();
        }
        afterRun(model.run(cycles));
    }

    @Override
    public long runUntil(Probe condition, long maxCycles) {
        requireNotNegative(maxCycles);
        if (!(condition instanceof NetProbe probe && probe.belongsTo(this)) || probe.width() != 1) {
            throw ProbeErrors.notACondition(condition.path());
        }
        return wave == null ? advanceUntil(probe, maxCycles) : stepUntil(probe, maxCycles);
    }

    private long advanceUntil(NetProbe condition, long maxCycles) {
        settle();
        long before = cycle();
        long status = model.runUntil(condition.segment(), maxCycles);
        afterRun(status);
        return status == NativeModel.REACHED ? cycle() - before : -1;
    }

    private long stepUntil(NetProbe condition, long maxCycles) {
        for (long ran = 0; ran < maxCycles; ran++) {
            if (condition.get() == 1) {
                return ran;
            }
            run(1);
        }
        return condition.get() == 1 ? maxCycles : -1;
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    @Override
    public void readState(MemorySegment row) {
        requireRows();
        settle();
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment target = row.isNative() ? row : scratch.allocate(8L * layout.stateWords(), 8);
            model.readRow(wiring.control().state(), target);
            if (target != row) {
                row.copyFrom(target);
            }
        }
    }

    @Override
    public void run(long cycles, MemorySegment inputs, MemorySegment states) {
        requireRows();
        requireNotNegative(cycles);
        if (wave != null) {
            runStepwise(cycles, inputs, states);
            return;
        }
        settle();
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment in = inputs == null ? MemorySegment.NULL : outsideHeap(inputs, 8L * cycles * layout.inputWords(), scratch);
            long bytes = 8L * cycles * layout.stateWords();
            MemorySegment out = states.isNative() ? states.asSlice(0, bytes) : scratch.allocate(bytes, 8);
            long status = model.rows(cycles, in, out);
            if (!states.isNative()) {
                MemorySegment.copy(out, 0, states, 0, bytes);
            }
            afterRun(status);
        }
    }

    /** With a wave being written, each cycle by itself. */
    private void runStepwise(long cycles, MemorySegment inputs, MemorySegment states) {
        for (long i = 0; i < cycles; i++) {
            if (inputs != null) {
                long start = 8 * i * layout.inputWords();
                for (StateLayout.Field field : layout.inputs()) {
                    probe(field.path()).setBig(field.value(inputs, start));
                }
            }
            readState(states.asSlice(8 * i * layout.stateWords(), 8L * layout.stateWords()));
            run(1);
        }
    }

    private static MemorySegment outsideHeap(MemorySegment from, long bytes, Arena scratch) {
        MemorySegment part = from.asSlice(0, bytes);
        return part.isNative() ? part : scratch.allocate(bytes, 8).copyFrom(part);
    }

    private void requireRows() {
        if (!wiring.hasRows()) {
            throw new HaiovException("there are no state rows: this simulation was opened for speed, with the top module's ports alone."
                    + " Open it with EngineOptions.visibleState.");
        }
    }

    private void afterRun(long status) {
        inputsChanged = false;
        if (status == NativeModel.CHECK_FAILED) {
            Check check = checks.get(wiring.control().failedCheck());
            throw new AssertionFailure(check.name(), cycle(), check.message() + " (" + check.loc() + ")");
        }
    }

    @Override
    public void reset() {
        resets.forEach(net -> probe(net.name()).set(1));
        run(Resets.cycles(options, cycle()));
        resets.forEach(net -> probe(net.name()).set(0));
    }

    @Override
    public long cycle() {
        return wiring.control().cycle();
    }

    @Override
    public Snapshot save() {
        settle();
        long[] hits = new long[checks.size()];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = wiring.control().hits(i);
        }
        return new Saved(plan.source(), cycle(), model.save(), hits);
    }

    @Override
    public void restore(Snapshot snapshot) {
        if (!(snapshot instanceof Saved saved) || !saved.source.equals(plan.source())) {
            throw new HaiovException("a state can only be restored where it was saved: same design, same engine, same options");
        }
        model.restore(saved.state);
        wiring.control().cycle(saved.cycle);
        for (int i = 0; i < saved.hits.length; i++) {
            wiring.control().hits(i, saved.hits[i]);
        }
        inputsChanged = false;
        stateChanged = false;
    }

    /** @param hits how often each check was reached */
    private record Saved(ModelSource source, long cycle, byte[] state, long[] hits) implements Snapshot {
    }

    @Override
    public Map<String, Long> covers() {
        Map<String, Long> covers = new LinkedHashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).kind() == Check.Kind.COVER) {
                covers.put(checks.get(i).name(), wiring.control().hits(i));
            }
        }
        return covers;
    }

    @Override
    public void startWave(Path vcd) {
        stopWave();
        wave = new WaveCapture(vcd, plan, model, wiring, options);
    }

    @Override
    public void stopWave() {
        if (wave != null) {
            settle();
            wave.cycle(cycle());
            wave.close();
            wave = null;
        }
    }

    @Override
    public void close() {
        try (model) {
            stopWave();
        }
    }

    void inputChanged() {
        inputsChanged = true;
    }

    void stateChanged() {
        stateChanged = true;
    }

    /** Makes wires and outputs those of the present inputs and state. */
    void settle() {
        if (stateChanged) {
            model.settle();
        } else if (inputsChanged) {
            model.eval();
        }
        stateChanged = false;
        inputsChanged = false;
    }
}
