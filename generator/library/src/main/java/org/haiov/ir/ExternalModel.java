package org.haiov.ir;

import java.math.BigInteger;
import java.util.Map;

/**
 * How an external module behaves in the JVM engine. All its outputs are registered: they depend on the inputs seen at clock edges
 * before, never on the inputs of now, so that the model adds no combinational path.
 */
public interface ExternalModel {
    /** Values of the outputs after reset and before the first edge, by port name. */
    Map<String, BigInteger> outputs();

    /**
     * A rising edge of one of its clocks; {@link #outputs()} then gives the new values.
     *
     * @param clock name of the clock port
     * @param inputs values of the inputs just before the edge, by port name
     */
    void edge(String clock, Map<String, BigInteger> inputs);

    /** Whole state, for save and restore; must be independent of later edges. */
    Object save();

    /** Takes back what {@link #save()} gave. */
    void restore(Object state);

    /** Makes one model an instance. */
    @FunctionalInterface
    interface Factory {
        ExternalModel create(Map<String, String> parameters);
    }
}
