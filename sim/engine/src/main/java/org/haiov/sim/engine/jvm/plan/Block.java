package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.jvm.graph.Node;

/** What a unit does, as nested conditions. */
public final class Block {
    /** One thing to do. */
    public sealed interface Item {
    }

    /** A sink without a condition. */
    public record Do(Sink sink) implements Item {
    }

    /**
     * Two blocks, one of which is run.
     *
     * @param whole the sinks as they were before the condition was taken out of them, to do without the branch
     */
    public record If(Node condition, Block then, Block otherwise, List<Sink> whole) implements Item {
    }

    private final List<Item> items = new ArrayList<>();

    public List<Item> items() {
        return items;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }
}
