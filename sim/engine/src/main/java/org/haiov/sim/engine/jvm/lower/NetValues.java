package org.haiov.sim.engine.jvm.lower;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.sim.engine.jvm.graph.Bits;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.graph.Wide;
import org.haiov.sim.engine.jvm.graph.WideProduct;
import org.haiov.sim.engine.jvm.graph.WideShift;

/**
 * The value of any net or expression as nodes, made when it is first asked for. Wires no longer exist behind it: what nobody asks
 * for costs nothing.
 */
public final class NetValues {
    private final Bits g = Graph.create();
    private final Wide wide = new Wide(g);
    private final WideShift shifts = new WideShift(g, wide);
    private final WideProduct products = new WideProduct(g, wide);
    private final Map<Net, Expr> drivers = new HashMap<>();
    private final Map<Net, CombRead> combReads = new HashMap<>();
    private final Map<Net, Node[]> values = new HashMap<>();
    private final Map<Net, List<Slot>> slots = new HashMap<>();
    private final Map<String, List<MemoryArray>> columns = new HashMap<>();
    private final SequencedSet<Net> inProgress = new LinkedHashSet<>();

    private record CombRead(Memory memory, Memory.ReadPort port) {
    }

    NetValues(ModuleIr flat) {
        for (Assign a : flat.assigns()) {
            drivers.put(a.target(), a.value());
        }
        for (Memory m : flat.memories()) {
            columns.put(m.name(), columns(m));
            for (Memory.ReadPort r : m.reads()) {
                if (!r.synchronous()) {
                    combReads.put(r.data(), new CombRead(m, r));
                }
            }
        }
    }

    private static List<MemoryArray> columns(Memory m) {
        List<MemoryArray> columns = new ArrayList<>();
        for (int i = 0; i < Wide.words(m.width()); i++) {
            long[] init = new long[m.init().size()];
            for (int w = 0; w < init.length; w++) {
                init[w] = m.init().get(w).shiftRight(64 * i).longValue();
            }
            String path = i == 0 ? m.name() : m.name() + ":" + i;
            columns.add(new MemoryArray(path, Wide.wordWidth(m.width(), i), 1 << m.addressWidth(), init));
        }
        return columns;
    }

    public Bits graph() {
        return g;
    }

    Wide wide() {
        return wide;
    }

    List<MemoryArray> columns(String memory) {
        return columns.get(memory);
    }

    /** Makes a net a source: something that keeps its value. */
    List<Slot> source(Net net, Slot.Kind kind) {
        List<Slot> words = new ArrayList<>();
        Node[] loads = new Node[Wide.words(net.width())];
        for (int i = 0; i < loads.length; i++) {
            Slot slot = new Slot(kind, i == 0 ? net.name() : net.name() + ":" + i, Wide.wordWidth(net.width(), i));
            words.add(slot);
            loads[i] = g.load(slot);
        }
        slots.put(net, words);
        values.put(net, loads);
        return words;
    }

    /** Where a net that keeps its value is kept; null for any other. */
    public List<Slot> slots(Net net) {
        return slots.get(net);
    }

    /** Words of a net's value. */
    public Node[] of(Net net) {
        Node[] known = values.get(net);
        if (known != null) {
            return known;
        }
        if (!inProgress.add(net)) {
            throw new HaiovException("combinational loop through " + net.name() + " (" + net.loc() + "): "
                    + String.join(" <- ", inProgress.stream().map(Net::name).toList()));
        }
        Expr driver = drivers.get(net);
        Node[] value;
        if (driver != null) {
            value = of(driver);
        } else if (combReads.get(net) instanceof CombRead(Memory memory, Memory.ReadPort port)) {
            value = read(memory, of(port.address())[0]);
        } else {
            throw new HaiovException(net.loc() + ": " + net.name() + " has no driver");
        }
        inProgress.removeLast();
        values.put(net, value);
        return value;
    }

    Node[] read(Memory memory, Node address) {
        return columns.get(memory.name()).stream().map(c -> g.read(c, address)).toArray(Node[]::new);
    }

    /** A 1-bit expression; null stands for 1. */
    public Node bit(Expr e) {
        return e == null ? g.constant(1, 1) : of(e)[0];
    }

    /** Words of an expression's value. */
    public Node[] of(Expr e) {
        return switch (e) {
            case Expr.Lit lit -> wide.constant(lit.value(), lit.width());
            case Expr.Ref ref -> of(ref.net());
            case Expr.Unary u -> unary(u, of(u.a()));
            case Expr.Binary b -> binary(b, of(b.a()), of(b.b()));
            case Expr.Mux m -> wide.mux(of(m.sel())[0], of(m.whenTrue()), of(m.whenFalse()));
            case Expr.Switch s -> choose(s);
            case Expr.Slice s -> wide.slice(of(s.a()), s.hi(), s.lo());
            case Expr.Concat c -> wide.concat(c.parts().stream().map(this::of).toList());
            case Expr.Extend x -> wide.extend(of(x.a()), x.width(), x.signed());
        };
    }

    private Node[] unary(Expr.Unary u, Node[] a) {
        return switch (u.op()) {
            case NOT -> wide.not(a);
            case NEG -> wide.neg(a);
            case REDUCE_AND -> new Node[] {wide.all(a)};
            case REDUCE_OR -> new Node[] {wide.any(a)};
            case REDUCE_XOR -> new Node[] {wide.parity(a)};
        };
    }

    private Node[] binary(Expr.Binary e, Node[] a, Node[] b) {
        return switch (e.op()) {
            case AND -> wide.map2(a, b, g::and);
            case OR -> wide.map2(a, b, g::or);
            case XOR -> wide.map2(a, b, g::xor);
            case ADD -> wide.add(a, b);
            case SUB -> wide.sub(a, b);
            case MUL_U -> products.product(a, b, false);
            case MUL_S -> products.product(a, b, true);
            case EQ -> new Node[] {wide.eq(a, b)};
            case NE -> new Node[] {g.not(wide.eq(a, b))};
            case LT_U -> new Node[] {wide.lt(a, b, false)};
            case LT_S -> new Node[] {wide.lt(a, b, true)};
            case LE_U -> new Node[] {g.not(wide.lt(b, a, false))};
            case LE_S -> new Node[] {g.not(wide.lt(b, a, true))};
            case SHL -> shifts.shift(WideShift.Kind.LEFT, a, b);
            case SHR_U -> shifts.shift(WideShift.Kind.RIGHT, a, b);
            case SHR_S -> shifts.shift(WideShift.Kind.RIGHT_SIGNED, a, b);
        };
    }

    private Node[] choose(Expr.Switch s) {
        Node[] sel = of(s.sel());
        Node[] otherwise = of(s.otherwise());
        List<Node[]> arms = s.cases().stream().map(c -> of(c.value())).toList();
        if (sel.length > 1) {
            return chooseWide(s, sel, arms, otherwise);
        }
        List<long[]> keys = s.cases().stream()
                .map(c -> c.keys().stream().mapToLong(BigInteger::longValue).toArray()).toList();
        Node[] out = new Node[otherwise.length];
        for (int i = 0; i < out.length; i++) {
            int word = i;
            out[i] = g.choose(sel[0], keys, arms.stream().map(arm -> arm[word]).toList(), otherwise[i]);
        }
        return out;
    }

    private Node[] chooseWide(Expr.Switch s, Node[] sel, List<Node[]> arms, Node[] otherwise) {
        Node[] out = otherwise;
        for (int i = arms.size() - 1; i >= 0; i--) {
            Node hit = g.constant(0, 1);
            for (BigInteger key : s.cases().get(i).keys()) {
                hit = g.or(hit, wide.eq(sel, wide.constant(key, Wide.width(sel))));
            }
            out = wide.mux(hit, arms.get(i), out);
        }
        return out;
    }
}
