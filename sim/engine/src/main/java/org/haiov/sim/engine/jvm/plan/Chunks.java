package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Node;

/**
 * Groups sinks that belong together: those of one instance, as long as the instance is not too large for one unit, and small
 * neighbours side by side. Instances of one module so get chunks of one shape.
 */
final class Chunks {
    private final Limits limits;
    private final BitSet seen = new BitSet();
    private final List<List<Sink>> chunks = new ArrayList<>();

    private Chunks(Limits limits) {
        this.limits = limits;
    }

    /** @param owner path of the instance, each name with a dot behind */
    record Placed(Sink sink, String owner) {
    }

    static List<List<Sink>> of(List<Placed> sinks, Limits limits) {
        Chunks c = new Chunks(limits);
        Tree root = new Tree();
        for (Placed p : sinks) {
            int cost = 1;
            for (Node n : p.sink().operands()) {
                cost += c.cost(n);
            }
            root.add(p.owner(), p.sink(), cost);
        }
        c.cut(root);
        return c.chunks;
    }

    /** Cost of what no sink before has needed. */
    private int cost(Node n) {
        if (n.isLeaf() || seen.get(n.id())) {
            return 0;
        }
        seen.set(n.id());
        int cost = n.cost();
        for (int i = 0; i < n.arity(); i++) {
            cost += cost(n.arg(i));
        }
        return cost;
    }

    private static final class Tree {
        private final Map<String, Tree> children = new LinkedHashMap<>();
        private final List<Sink> own = new ArrayList<>();
        private final Map<Sink, Integer> ownCost = new IdentityHashMap<>();
        private int total;

        void add(String path, Sink sink, int cost) {
            total += cost;
            if (path.isEmpty()) {
                own.add(sink);
                ownCost.put(sink, cost);
                return;
            }
            int dot = path.indexOf('.');
            children.computeIfAbsent(path.substring(0, dot), _ -> new Tree()).add(path.substring(dot + 1), sink, cost);
        }

        void collect(List<Sink> into) {
            into.addAll(own);
            children.values().forEach(c -> c.collect(into));
        }
    }

    private void cut(Tree tree) {
        List<Sink> pool = new ArrayList<>();
        int poolCost = 0;
        if (tree.total <= limits.largest()) {
            tree.collect(pool);
            flush(pool);
            return;
        }
        // What has nothing in common need not be ordered together.
        for (List<Sink> related : Related.groups(tree.own)) {
            for (Sink sink : related) {
                int cost = tree.ownCost.get(sink);
                if (poolCost + cost > limits.largest()) {
                    flush(pool);
                    poolCost = 0;
                }
                pool.add(sink);
                poolCost += cost;
            }
            flush(pool);
            poolCost = 0;
        }
        for (Tree child : tree.children.values()) {
            if (child.total >= limits.smallest()) {
                cut(child);
                continue;
            }
            if (poolCost + child.total > limits.largest() / 2) {
                flush(pool);
                poolCost = 0;
            }
            child.collect(pool);
            poolCost += child.total;
        }
        flush(pool);
    }

    private void flush(List<Sink> pool) {
        if (!pool.isEmpty()) {
            chunks.add(new ArrayList<>(pool));
            pool.clear();
        }
    }
}
