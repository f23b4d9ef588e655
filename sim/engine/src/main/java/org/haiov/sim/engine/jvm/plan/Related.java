package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Node;

/** Groups sinks that share operations, directly or through others. */
final class Related {
    private final int[] group;
    private final Map<Node, Integer> firstUser = new HashMap<>();

    private Related(int count) {
        group = new int[count];
        for (int i = 0; i < count; i++) {
            group[i] = i;
        }
    }

    static List<List<Sink>> groups(List<Sink> sinks) {
        Related r = new Related(sinks.size());
        for (int i = 0; i < sinks.size(); i++) {
            for (Node n : sinks.get(i).operands()) {
                r.reach(n, i);
            }
        }
        Map<Integer, List<Sink>> groups = new LinkedHashMap<>();
        for (int i = 0; i < sinks.size(); i++) {
            groups.computeIfAbsent(r.find(i), _ -> new ArrayList<>()).add(sinks.get(i));
        }
        return List.copyOf(groups.values());
    }

    private int find(int i) {
        while (group[i] != i) {
            group[i] = group[group[i]];
            i = group[i];
        }
        return i;
    }

    private void reach(Node n, int sink) {
        if (n.isLeaf()) {
            return;
        }
        Integer known = firstUser.putIfAbsent(n, sink);
        if (known != null) {
            // What is below was reached from there.
            group[find(sink)] = find(known);
            return;
        }
        for (int i = 0; i < n.arity(); i++) {
            reach(n.arg(i), sink);
        }
    }
}
