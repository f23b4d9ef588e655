package org.haiov.sim.engine.verilator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.sim.engine.Clocks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.wave.VcdWriter;

/** Writes every visible signal of a running model to a wave. */
final class WaveCapture implements AutoCloseable {
    private final NativeModel model;
    private final VcdWriter writer;
    private final MemorySegment table;
    private final MemorySegment row;

    WaveCapture(Path vcd, ModelPlan plan, NativeModel model, Wiring wiring, EngineOptions options) {
        this.model = model;
        List<VcdWriter.Signal> signals = new ArrayList<>();
        List<Control.Slot> slots = new ArrayList<>();
        Map<Net, Integer> offsets = new HashMap<>();
        int words = 0;
        for (String path : plan.visibleSignals()) {
            Net net = plan.plain().signals().get(path);
            Integer offset = offsets.putIfAbsent(net, words);
            if (offset == null) {
                offset = words;
                slots.add(wiring.slot(net, offset));
                words += (net.width() + 63) / 64;
            }
            signals.add(new VcdWriter.Signal(path, net.width(), offset));
        }
        table = wiring.control().table(slots);
        row = model.arena().allocate(JAVA_LONG, Math.max(1, words));
        ModuleIr top = plan.plain().top();
        List<VcdWriter.Clock> clocks = new ArrayList<>();
        List<Net> nets = Clocks.of(top);
        for (int i = 0; i < nets.size(); i++) {
            clocks.add(new VcdWriter.Clock(nets.get(i).name(), Clocks.ratios(top, options).get(i)));
        }
        writer = new VcdWriter(vcd, top.name(), clocks, signals);
    }

    /** Writes the values of the cycle as they are now, just before its edge; wires must be settled. */
    void cycle(long cycle) {
        model.readRow(table, row);
        writer.cycle(cycle, row.toArray(JAVA_LONG));
    }

    @Override
    public void close() {
        writer.close();
    }
}
