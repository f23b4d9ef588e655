package org.haiov.hdl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.haiov.hdl.error.NotVisible;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.Net;

/**
 * Turns a component's expression graph into the netlist's trees. A value becomes a wire when it is used more than once, when the
 * user gave it to a variable, or when its tree would grow too deep to read; every other is written out where it is used.
 *
 * <p>Neither walk recurses over the graph, so its depth is bounded by memory alone.
 */
final class Lowering {
    /** Levels of operators in one printed expression. */
    private static final int DEEPEST_TREE = 24;

    private final Component component;
    private final NameTable names;
    private final Consumer<Net> addNet;
    private final Consumer<Assign> addAssign;
    private final Map<Signal, Net> bound = new IdentityHashMap<>();
    private final Map<Signal, Boolean> readBack = new LinkedHashMap<>();
    private final Map<Expression, Integer> uses = new IdentityHashMap<>();
    private final List<Expression> operandsFirst = new ArrayList<>();
    private final Map<Expression, Expr> lowered = new IdentityHashMap<>();
    private final Map<Expression, Integer> depth = new IdentityHashMap<>();

    Lowering(Component component, NameTable names, Consumer<Net> addNet, Consumer<Assign> addAssign) {
        this.component = component;
        this.names = names;
        this.addNet = addNet;
        this.addAssign = addAssign;
    }

    // ---- signals

    void bind(Signal s, Net net) {
        bound.put(s, net);
    }

    boolean isBound(Signal s) {
        return bound.containsKey(s);
    }

    Net net(Signal s) {
        return bound.get(s);
    }

    /** Inputs of children and signals of memory ports that the description reads; they have nets by now. */
    Set<Signal> readBack() {
        return readBack.keySet();
    }

    private void use(Signal s, Loc reader) {
        if (bound.containsKey(s)) {
            return;
        }
        boolean childs = s.owner != null && s.owner.parent() == component && s.kind == Signal.Kind.INPUT;
        boolean memoryPorts = s.owner == component;
        if (!childs && !memoryPorts) {
            throw new NotVisible(s.describe() + " is used in " + component.path() + ", which cannot see it",
                    s.owner != null && s.owner.parent() == null && s.owner != component
                            ? "make " + s.owner.getClass().getSimpleName() + " a part with add(...) first"
                            : "a component sees its own signals and the ports of its parts; pass the value through ports",
                    reader, s.loc());
        }
        String name = childs ? s.owner.instanceName() + "_" + s.name() : "port_l" + s.loc().line();
        Net net = new Net(names.declared(name, s.loc()), s.width(), Net.Kind.WIRE, s.loc());
        addNet.accept(net);
        bound.put(s, net);
        readBack.put(s, true);
    }

    // ---- first walk: how often is what used

    /** Counts the uses under a value that stands on its own: a driver, an enable, a condition. */
    void root(Bits value, Signal target) {
        Loc reader = target == null ? value.loc() : target.loc();
        if (!(count(value, reader) instanceof Expression first)) {
            return;
        }
        Deque<Expression> open = new ArrayDeque<>();
        Deque<Integer> next = new ArrayDeque<>();
        open.push(first);
        next.push(0);
        while (!open.isEmpty()) {
            Expression e = open.peek();
            int i = next.pop();
            if (i == e.operands().size()) {
                open.pop();
                operandsFirst.add(e);
                continue;
            }
            next.push(i + 1);
            if (count(e.operands().get(i), e.site.loc()) instanceof Expression unseen) {
                open.push(unseen);
                next.push(0);
            }
        }
    }

    /** Counts one use; gives the expression back if this was its first. */
    private Expression count(Bits b, Loc reader) {
        return switch (b) {
            case Literal l -> null;
            case Signal s -> {
                use(s, reader);
                yield null;
            }
            case Part p -> count(p.value(), reader);
            case Expression e -> uses.merge(e, 1, Integer::sum) == 1 ? e : null;
        };
    }

    // ---- second walk: operands before users

    /** Lowers everything counted; call once, after the last root. */
    void lowerShared() {
        for (Expression e : operandsFirst) {
            List<Expr> operands = new ArrayList<>(e.operands().size());
            int deepest = 0;
            for (Bits o : e.operands()) {
                operands.add(lower(o));
                deepest = Math.max(deepest, depthOf(o));
            }
            Expr tree = e.toIr(operands);
            boolean shared = uses.get(e) > 1 && !e.trivial();
            if (shared || e.name() != null || deepest >= DEEPEST_TREE) {
                lowered.put(e, wire(tree, e.name() != null ? e.name() : e.operator() + "_l" + e.loc().line(), e.loc()));
                depth.put(e, 0);
            } else {
                lowered.put(e, tree);
                depth.put(e, deepest + 1);
            }
        }
    }

    private int depthOf(Bits b) {
        return switch (b) {
            case Part p -> depthOf(p.value());
            case Expression e -> depth.get(e);
            default -> 0;
        };
    }

    Expr lower(Bits b) {
        return switch (b) {
            case Literal l -> new Expr.Lit(l.value(), l.width(), l.loc());
            case Signal s -> new Expr.Ref(bound.get(s), s.loc());
            case Part p -> lower(p.value());
            case Expression e -> lowered.get(e);
        };
    }

    /** A net that holds the value, an existing one if it is one. */
    Net namedNet(Bits value, String name) {
        if (lower(value) instanceof Expr.Ref r) {
            return r.net();
        }
        Expr.Ref made = wire(lower(value), name, value.loc());
        if (value instanceof Expression e) {
            lowered.put(e, made);
        }
        return made.net();
    }

    private Expr.Ref wire(Expr tree, String name, Loc loc) {
        Net net = new Net(names.derived(name, loc), tree.width(), Net.Kind.WIRE, loc);
        addNet.accept(net);
        addAssign.accept(new Assign(net, tree, loc));
        return new Expr.Ref(net, loc);
    }
}
