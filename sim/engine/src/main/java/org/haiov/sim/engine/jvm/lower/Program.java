package org.haiov.sim.engine.jvm.lower;

import java.util.List;
import org.haiov.ir.Check;
import org.haiov.ir.Instance;
import org.haiov.ir.Net;
import org.haiov.sim.engine.jvm.graph.Bits;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * What one cycle does to the state.
 *
 * @param graph where all nodes are from
 * @param inputs slots that the outside writes: inputs of the top module and outputs of external models
 * @param ticks for each clock of its own rhythm, whether it ticks in this cycle; 1 bit
 * @param violations looked at before anything changes
 */
public record Program(Bits graph, List<Port> inputs, List<Tick> ticks, List<StateWord> registers, List<StateMemory> memories,
        List<Violation> violations, List<Cover> covers, List<ExternalCall> externals) {
    /** A net as the words it is kept in. */
    public record Port(Net net, List<Slot> words) {
    }

    public record Tick(Net clock, Slot slot) {
    }

    /**
     * One word of a register or of a synchronous read's data.
     *
     * @param net the whole of it
     * @param next value after the edge; the load of {@code slot} itself where it keeps its value
     * @param owner path of the instance it is in, with a dot behind unless empty
     */
    public record StateWord(Net net, int word, Slot slot, long init, Node next, String owner) {
    }

    /** A memory and what is written to it, in order. */
    public record StateMemory(String path, int width, int words, List<MemoryArray> columns, List<Write> writes, String owner) {
    }

    /**
     * @param enable 1 bit
     * @param data for each column
     * @param bits for each column which bits to write; null for all
     */
    public record Write(Node enable, Node address, List<Node> data, List<Node> bits) {
    }

    /** @param violated 1 when it does not hold */
    public record Violation(Check check, Node violated) {
    }

    public record Cover(Check check, Slot count, Node reached, String owner) {
    }

    /**
     * A clock edge of an external model.
     *
     * @param tick 1 when it comes; null for every cycle
     */
    public record ExternalCall(Instance instance, String clock, Node tick, List<Argument> arguments) {
    }

    /** An input of an external model. */
    public record Argument(String port, int width, List<Node> words) {
    }
}
