package org.haiov.sim.engine.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Net;
import org.haiov.passes.FlatDesign;
import org.haiov.sim.engine.Clocks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.jvm.emit.Compiler;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.lower.NetValues;
import org.haiov.sim.engine.jvm.runtime.Observer;
import org.haiov.sim.engine.wave.VcdWriter;

/** Writes every visible signal of a running design to a wave. */
final class WaveCapture implements AutoCloseable {
    private final VcdWriter writer;
    private final Observer observer;
    private final long[] row;

    WaveCapture(Path vcd, FlatDesign flat, List<String> visible, EngineOptions options, Compiler compiler, NetValues values) {
        List<VcdWriter.Signal> signals = new ArrayList<>();
        Map<Net, Integer> offsets = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        observer = DeepStack.call(() -> {
            for (String path : visible) {
                Net net = flat.signals().get(path);
                Integer offset = offsets.get(net);
                if (offset == null) {
                    offset = nodes.size();
                    offsets.put(net, offset);
                    nodes.addAll(List.of(values.of(net)));
                }
                signals.add(new VcdWriter.Signal(path, net.width(), offset));
            }
            return compiler.observer(nodes);
        });
        row = new long[nodes.size()];
        List<VcdWriter.Clock> clocks = new ArrayList<>();
        List<Net> nets = Clocks.of(flat.top());
        for (int i = 0; i < nets.size(); i++) {
            clocks.add(new VcdWriter.Clock(nets.get(i).name(), Clocks.ratios(flat.top(), options).get(i)));
        }
        writer = new VcdWriter(vcd, flat.top().name(), clocks, signals);
    }

    /** Writes the values of the cycle as they are now, just before its edge. */
    void cycle(long cycle) {
        observer.observe(row);
        writer.cycle(cycle, row);
    }

    @Override
    public void close() {
        writer.close();
    }
}
