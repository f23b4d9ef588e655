package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;

/**
 * Orders chunks so that who reads a register comes before who writes it, as far as that is possible; what is left needs a second
 * copy of the register. A feedback arc set by the greedy rule of Eades, Lin and Smyth (1993).
 */
final class HazardOrder {
    private final List<List<Sink>> chunks;
    private final List<Map<Integer, Integer>> readBefore = new ArrayList<>();
    private final List<Map<Integer, Integer>> writtenAfter = new ArrayList<>();
    private final int[] stamp;
    private final Map<Object, Integer> writer = new HashMap<>();

    private HazardOrder(List<List<Sink>> chunks, Graph graph) {
        this.chunks = chunks;
        this.stamp = new int[graph.size()];
    }

    static List<List<Sink>> of(List<List<Sink>> chunks, Graph graph) {
        HazardOrder order = new HazardOrder(chunks, graph);
        order.edges();
        return order.greedy();
    }

    private void edges() {
        for (int i = 0; i < chunks.size(); i++) {
            readBefore.add(new LinkedHashMap<>());
            writtenAfter.add(new LinkedHashMap<>());
            for (Sink sink : chunks.get(i)) {
                if (sink instanceof Sink.Store store) {
                    writer.put(store.slot(), i);
                } else if (sink instanceof Sink.MemoryWrites memory) {
                    for (MemoryArray column : memory.columns()) {
                        writer.put(column, i);
                    }
                }
            }
        }
        for (int i = 0; i < chunks.size(); i++) {
            for (Sink sink : chunks.get(i)) {
                for (Node n : sink.operands()) {
                    reads(n, i);
                }
            }
        }
    }

    private void reads(Node n, int chunk) {
        if (stamp[n.id()] == chunk + 1) {
            return;
        }
        stamp[n.id()] = chunk + 1;
        if (n.ref() != null && writer.get(n.ref()) instanceof Integer owner && owner != chunk) {
            int weight = n.ref() instanceof MemoryArray ? 4 : 1;
            readBefore.get(owner).merge(chunk, weight, Integer::sum);
            writtenAfter.get(chunk).merge(owner, weight, Integer::sum);
        }
        for (int i = 0; i < n.arity(); i++) {
            reads(n.arg(i), chunk);
        }
    }

    private List<List<Sink>> greedy() {
        int count = chunks.size();
        boolean[] done = new boolean[count];
        List<List<Sink>> head = new ArrayList<>();
        Deque<List<Sink>> tail = new ArrayDeque<>();
        int[] in = new int[count];
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            in[i] = readBefore.get(i).values().stream().mapToInt(Integer::intValue).sum();
            out[i] = writtenAfter.get(i).values().stream().mapToInt(Integer::intValue).sum();
        }
        for (int left = count; left > 0; left--) {
            int best = -1;
            boolean last = false;
            for (int i = 0; i < count && (best < 0 || in[best] != 0); i++) {
                if (!done[i] && (in[i] == 0 || best < 0 || out[i] - in[i] > out[best] - in[best])) {
                    best = i;
                }
            }
            for (int i = count - 1; i >= 0 && in[best] != 0 && !last; i--) {
                if (!done[i] && out[i] == 0) {
                    best = i;
                    last = true;
                }
            }
            done[best] = true;
            if (last) {
                tail.addFirst(chunks.get(best));
            } else {
                head.add(chunks.get(best));
            }
            writtenAfter.get(best).forEach((owner, w) -> in[owner] -= w);
            readBefore.get(best).forEach((reader, w) -> out[reader] -= w);
        }
        head.addAll(tail);
        return head;
    }
}
