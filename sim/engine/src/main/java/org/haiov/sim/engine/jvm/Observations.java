package org.haiov.sim.engine.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Net;
import org.haiov.sim.engine.jvm.emit.Compiler;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.lower.NetValues;
import org.haiov.sim.engine.jvm.runtime.Observer;

/**
 * Values that the running code does not keep: outputs and wires. Code for them is compiled when they are first looked at, together
 * for all that probes were made for since, and run at most once for each state.
 */
final class Observations {
    private final Compiler compiler;
    private final NetValues values;
    private final Set<Net> wanted = new LinkedHashSet<>();
    private final Map<Net, Place> places = new HashMap<>();
    private long state;

    Observations(Compiler compiler, NetValues values) {
        this.compiler = compiler;
        this.values = values;
    }

    private static final class Group {
        private Observer code;
        private long[] row;
        private long state = -1;
    }

    private record Place(Group group, int offset) {
    }

    /** Says that a net will be looked at. */
    void want(Net net) {
        if (!places.containsKey(net)) {
            wanted.add(net);
        }
    }

    /** Says that the state or an input has changed. */
    void changed() {
        state++;
    }

    /** Lowest 64 bits of a net's value. */
    long get(Net net) {
        Place place = place(net);
        return place.group.row[place.offset];
    }

    /** A word of a net's value. */
    long get(Net net, int word) {
        Place place = place(net);
        return place.group.row[place.offset + word];
    }

    private Place place(Net net) {
        Place place = places.get(net);
        if (place == null) {
            wanted.add(net);
            compile();
            place = places.get(net);
        }
        if (place.group.state != state) {
            place.group.code.observe(place.group.row);
            place.group.state = state;
        }
        return place;
    }

    private void compile() {
        Group group = new Group();
        List<Node> nodes = new ArrayList<>();
        group.code = DeepStack.call(() -> {
            for (Net net : wanted) {
                places.put(net, new Place(group, nodes.size()));
                nodes.addAll(List.of(values.of(net)));
            }
            return compiler.observer(nodes);
        });
        group.row = new long[nodes.size()];
        wanted.clear();
    }
}
