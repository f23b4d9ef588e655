package org.haiov.sim.engine.jvm;

import java.math.BigInteger;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Net;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.ProbeErrors;
import org.haiov.sim.engine.jvm.emit.Fields.Cell;

/** A signal of a running design: kept in cells, or computed when it is looked at. */
final class SignalProbe implements Probe {
    private final String path;
    private final Net net;
    private final List<Cell> cells;
    private final boolean isInput;
    private final Observations observations;

    /**
     * @param cells where the value is kept, a word each; null if it is computed
     * @param isInput whether it may be set
     */
    SignalProbe(String path, Net net, List<Cell> cells, boolean isInput, Observations observations) {
        this.path = path;
        this.net = net;
        this.cells = cells;
        this.isInput = isInput;
        this.observations = observations;
        if (cells == null) {
            observations.want(net);
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int width() {
        return net.width();
    }

    @Override
    public long get() {
        if (net.width() > 64) {
            throw ProbeErrors.tooWideForLong(path, net.width());
        }
        return cells != null ? cells.getFirst().get() : observations.get(net);
    }

    @Override
    public BigInteger getBig() {
        BigInteger value = BigInteger.ZERO;
        for (int i = (net.width() + 63) / 64 - 1; i >= 0; i--) {
            value = value.shiftLeft(64).or(Words.unsigned(cells != null ? cells.get(i).get() : observations.get(net, i)));
        }
        return value;
    }

    @Override
    public void set(long value) {
        settable();
        if (net.width() < 64 && value >>> net.width() != 0) {
            throw tooWide(Long.toUnsignedString(value));
        }
        cells.getFirst().set(value);
        for (int i = 1; i < cells.size(); i++) {
            cells.get(i).set(0);
        }
        observations.changed();
    }

    @Override
    public void setBig(BigInteger value) {
        settable();
        if (value.signum() < 0 || value.bitLength() > net.width()) {
            throw tooWide(value.toString());
        }
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).set(value.shiftRight(64 * i).longValue());
        }
        observations.changed();
    }

    private void settable() {
        if (!isInput) {
            throw ProbeErrors.notAnInput(path);
        }
    }

    private HaiovException tooWide(String value) {
        return ProbeErrors.doesNotFit(value, path, net.width());
    }
}
