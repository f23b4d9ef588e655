package org.haiov.passes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/**
 * Finds signals that depend on themselves with no register in between.
 *
 * <p>Needs: a flat design. Guarantees: the nets can be put in an order in which each comes after all that it reads. Whole nets
 * count: a loop that closes only between different bits of a net is refused too, as no engine could order it. External modules'
 * outputs are registered ({@link org.haiov.ir.ExternalModel}) and close no loop.
 */
final class CombinationalLoops {
    private final ModuleIr top;
    private final Map<Net, Integer> index = new HashMap<>();
    private final List<Net> nets = new ArrayList<>();
    /** For each net those it reads. */
    private final List<int[]> reads = new ArrayList<>();

    private CombinationalLoops(ModuleIr top) {
        this.top = top;
    }

    static void check(FlatDesign flat) {
        CombinationalLoops c = new CombinationalLoops(flat.top());
        c.graph();
        int inLoop = c.netInLoop();
        if (inLoop >= 0) {
            throw c.mistake(c.shortestLoop(inLoop));
        }
    }

    private void graph() {
        top.assigns().forEach(a -> add(a.target()));
        for (Memory m : top.memories()) {
            m.reads().stream().filter(r -> !r.synchronous()).forEach(r -> add(r.data()));
        }
        IntList found = new IntList();
        for (Assign a : top.assigns()) {
            Reads.nets(a.value(), net -> found.add(index.getOrDefault(net, -1)));
            reads.add(found.take());
        }
        for (Memory m : top.memories()) {
            for (Memory.ReadPort r : m.reads()) {
                if (!r.synchronous()) {
                    Reads.nets(r.address(), net -> found.add(index.getOrDefault(net, -1)));
                    reads.add(found.take());
                }
            }
        }
    }

    private void add(Net net) {
        index.put(net, nets.size());
        nets.add(net);
    }

    /** Some net on a loop, or -1; depth first with a stack of its own, since designs are deeper than the thread's. */
    private int netInLoop() {
        byte[] state = new byte[nets.size()];
        int[] nextRead = new int[nets.size()];
        int[] stack = new int[nets.size()];
        for (int root = 0; root < state.length; root++) {
            if (state[root] != 0) {
                continue;
            }
            int depth = 0;
            stack[depth++] = root;
            state[root] = 1;
            while (depth > 0) {
                int at = stack[depth - 1];
                int[] below = reads.get(at);
                if (nextRead[at] == below.length) {
                    state[at] = 2;
                    depth--;
                    continue;
                }
                int read = below[nextRead[at]++];
                if (state[read] == 1) {
                    return read;
                }
                if (state[read] == 0) {
                    state[read] = 1;
                    stack[depth++] = read;
                }
            }
        }
        return -1;
    }

    /** The fewest nets that lead from a net back to it, each read by the one before; the outermost in the hierarchy first. */
    private List<Net> shortestLoop(int start) {
        int[] from = new int[nets.size()];
        Arrays.fill(from, -1);
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        while (from[start] < 0) {
            int at = open.remove();
            for (int read : reads.get(at)) {
                if (from[read] < 0) {
                    from[read] = at;
                    open.add(read);
                }
            }
        }
        ArrayDeque<Net> loop = new ArrayDeque<>();
        int at = start;
        do {
            loop.addFirst(nets.get(at));
            at = from[at];
        } while (at != start);
        List<Net> chain = new ArrayList<>(loop);
        Net outermost = Collections.min(chain, Comparator.<Net>comparingLong(net -> net.name().chars().filter(c -> c == '.').count())
                .thenComparing(index::get));
        Collections.rotate(chain, -chain.indexOf(outermost));
        return chain;
    }

    private CombinationalLoop mistake(List<Net> loop) {
        StringBuilder chain = new StringBuilder("combinational loop: ");
        List<Loc> places = new ArrayList<>();
        for (Net net : loop) {
            chain.append(top.name()).append('.').append(net.name()).append(" (").append(net.loc()).append(") reads ");
            if (!places.contains(net.loc())) {
                places.add(net.loc());
            }
        }
        chain.append(loop.size() == 1 ? "itself" : top.name() + "." + loop.getFirst().name());
        return new CombinationalLoop(chain.toString(), places);
    }

    /** Numbers that are not negative, gathered and taken out again. */
    private static final class IntList {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (value < 0) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int[] take() {
            int[] taken = Arrays.copyOf(values, size);
            size = 0;
            return taken;
        }
    }
}
