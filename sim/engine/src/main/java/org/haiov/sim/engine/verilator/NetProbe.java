package org.haiov.sim.engine.verilator;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.haiov.ir.Net;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.ProbeErrors;

/** A signal of a running model. */
final class NetProbe implements Probe {
    private final VerilatorSimulation simulation;
    private final String path;
    private final Net.Kind kind;
    private final Cell cell;
    private final boolean settles;

    NetProbe(VerilatorSimulation simulation, String path, Net net, Cell cell) {
        this.simulation = simulation;
        this.path = path;
        this.kind = net.kind();
        this.cell = cell;
        this.settles = kind == Net.Kind.WIRE || kind == Net.Kind.OUTPUT;
    }

    boolean belongsTo(VerilatorSimulation other) {
        return simulation == other;
    }

    MemorySegment segment() {
        return cell.segment();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int width() {
        return cell.width();
    }

    @Override
    public long get() {
        cell.requireLong(path);
        if (settles) {
            simulation.settle();
        }
        return cell.get();
    }

    @Override
    public BigInteger getBig() {
        if (settles) {
            simulation.settle();
        }
        return cell.getBig();
    }

    @Override
    public void set(long value) {
        requireInput();
        cell.requireFits(path, value);
        if (cell.width() > 64) {
            setBig(BigInteger.valueOf(value));
            return;
        }
        cell.set(value);
        simulation.inputChanged();
    }

    @Override
    public void setBig(BigInteger value) {
        requireInput();
        cell.requireFits(path, value);
        cell.setBig(value);
        simulation.inputChanged();
    }

    private void requireInput() {
        if (kind != Net.Kind.INPUT) {
            throw ProbeErrors.notAnInput(path);
        }
    }
}
