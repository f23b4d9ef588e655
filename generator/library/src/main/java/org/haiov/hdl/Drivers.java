package org.haiov.hdl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.haiov.hdl.error.PartlyDriven;
import org.haiov.hdl.error.Undriven;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;

/**
 * Turns a component's statements into one value for each assigned signal: the last assignment wins, and a choice becomes a
 * multiplexer. A register that a path leaves alone holds its value; anything else left alone is missing there, which is an error
 * only if no later assignment covers it.
 */
final class Drivers {
    /**
     * The value of some bits of a signal at some point of the description.
     *
     * @param value null where nothing was assigned yet
     * @param gap the choice one of whose paths leaves these bits without a value, null where none does
     */
    private record Segment(int hi, int lo, Bits value, Site gap) {
        Segment part(int newHi, int newLo) {
            if (newHi == hi && newLo == lo) {
                return this;
            }
            return new Segment(newHi, newLo, value == null ? null : value.sliceNode(newHi - lo, newLo - lo, value.site.named(null)), gap);
        }

        boolean sameAs(Segment other) {
            return value == other.value && gap == other.gap;
        }
    }

    /** Values of signals in one block; what is not in it is looked up around it. */
    private static final class Values {
        private final Values around;
        private final Map<Signal, List<Segment>> own = new LinkedHashMap<>();

        Values(Values around) {
            this.around = around;
        }

        List<Segment> get(Signal s) {
            for (Values v = this; v != null; v = v.around) {
                List<Segment> found = v.own.get(s);
                if (found != null) {
                    return found;
                }
            }
            return List.of(new Segment(s.width() - 1, 0, s.kind == Signal.Kind.REG ? s : null, null));
        }
    }

    private final Values outermost = new Values(null);

    private Drivers() {
    }

    /** Follows all statements of the block. */
    static Drivers of(Block body) {
        Drivers d = new Drivers();
        run(body, d.outermost);
        return d;
    }

    /** Every signal that some statement assigns, in order of first assignment. */
    Set<Signal> assigned() {
        return outermost.own.keySet();
    }

    /** The final value of an assigned signal. */
    Bits value(Signal s) {
        List<Bits> parts = new ArrayList<>();
        for (Segment segment : outermost.get(s).reversed()) {
            if (segment.value == null) {
                throw undriven(s, segment);
            }
            if (segment.gap != null) {
                throw new PartlyDriven(s.describe() + bits(s, segment) + " has no value on some path of the choice here",
                        "assign it on every path, or give it a default before the choice", segment.gap.loc(), s.loc());
            }
            parts.add(segment.value);
        }
        return parts.size() == 1 ? parts.getFirst()
                : new Expression(s.width(), s.site.named(null), "cat", parts, o -> new Expr.Concat(o, s.loc()));
    }

    static Undriven undriven(Signal s) {
        return undriven(s, new Segment(s.width() - 1, 0, null, null));
    }

    private static Undriven undriven(Signal s, Segment segment) {
        String what = switch (s.kind) {
            case INPUT -> "input ";
            case OUTPUT -> "output ";
            case REG -> "register ";
            default -> "";
        };
        return new Undriven(what + s.describe() + bits(s, segment) + " is never assigned",
                "assign it with set(...) or connect(...)" + (s.kind == Signal.Kind.REG ? "; a register that never changes is a constant" : ""),
                s.loc());
    }

    private static String bits(Signal s, Segment segment) {
        return segment.hi - segment.lo + 1 == s.width() ? "" : segment.hi == segment.lo ? "[" + segment.hi + "]"
                : "[" + segment.hi + ":" + segment.lo + "]";
    }

    private static void run(Block block, Values values) {
        for (Block.Statement statement : block.statements()) {
            switch (statement) {
                case Block.Set set -> values.own.put(set.target(), overwrite(values.get(set.target()), set));
                case Block.If choice -> {
                    Values then = new Values(values);
                    Values otherwise = new Values(values);
                    run(choice.then(), then);
                    run(choice.otherwise(), otherwise);
                    merge(values, List.of(then, otherwise), choice.site(),
                            o -> choice.condition().muxNode(o.get(0), o.get(1), choice.site().named(null)));
                }
                case Block.Choose choice -> choose(choice, values);
            }
        }
    }

    private static void choose(Block.Choose choice, Values values) {
        List<Values> paths = new ArrayList<>();
        for (Block.Arm arm : choice.arms()) {
            Values v = new Values(values);
            run(arm.body(), v);
            paths.add(v);
        }
        // arms that stand for all values leave nothing over: the last one then also serves as the default
        if (!choice.complete()[0]) {
            Values v = new Values(values);
            run(choice.otherwise(), v);
            paths.add(v);
        }
        List<List<BigInteger>> keys = choice.arms().stream().map(Block.Arm::keys).toList();
        merge(values, paths, choice.site(), o -> switchNode(choice.selector(), keys, o, choice.site().named(null)));
    }

    /** An n-way choice; {@code values} has one more entry than {@code keys} where there is a default. */
    private static Bits switchNode(Bits selector, List<List<BigInteger>> keys, List<Bits> values, Site site) {
        List<Bits> operands = new ArrayList<>();
        operands.add(selector);
        operands.addAll(values);
        return new Expression(values.getFirst().width(), site, "switch", operands, o -> {
            List<Expr.Switch.Case> cases = new ArrayList<>();
            int explicit = values.size() > keys.size() ? keys.size() : keys.size() - 1;
            for (int i = 0; i < explicit; i++) {
                cases.add(new Expr.Switch.Case(keys.get(i), o.get(i + 1)));
            }
            return new Expr.Switch(o.getFirst(), cases, o.getLast(), site.loc());
        });
    }

    /** Joins the paths of a choice for every signal that one of them assigns. */
    private static void merge(Values into, List<Values> paths, Site site, Function<List<Bits>, Bits> join) {
        Set<Signal> changed = new LinkedHashSet<>();
        paths.forEach(p -> changed.addAll(p.own.keySet()));
        for (Signal s : changed) {
            List<List<Segment>> each = paths.stream().map(p -> p.get(s)).toList();
            List<Segment> joined = new ArrayList<>();
            TreeSet<Integer> starts = new TreeSet<>();
            each.forEach(segments -> segments.forEach(g -> starts.add(g.lo)));
            for (int lo : starts) {
                Integer next = starts.higher(lo);
                int hi = next == null ? s.width() - 1 : next - 1;
                joined.add(joinSegment(each.stream().map(segments -> covering(segments, hi, lo)).toList(), site, join));
            }
            into.own.put(s, joined);
        }
    }

    private static Segment joinSegment(List<Segment> alternatives, Site site, Function<List<Bits>, Bits> join) {
        Segment first = alternatives.getFirst();
        if (alternatives.stream().allMatch(first::sameAs)) {
            return first;
        }
        Segment known = alternatives.stream().filter(a -> a.value != null).findFirst().orElse(first);
        Site gap = alternatives.stream().filter(a -> a.gap != null).map(Segment::gap).findFirst()
                .orElse(alternatives.stream().anyMatch(a -> a.value == null) ? site : null);
        if (known.value == null || gap != null) {
            return new Segment(first.hi, first.lo, known.value, gap);
        }
        return new Segment(first.hi, first.lo, join.apply(alternatives.stream().map(Segment::value).toList()), null);
    }

    private static Segment covering(List<Segment> segments, int hi, int lo) {
        for (Segment g : segments) {
            if (g.lo <= lo && hi <= g.hi) {
                return g.part(hi, lo);
            }
        }
        throw new IllegalStateException("bits " + hi + ":" + lo + " in no segment");
    }

    private static List<Segment> overwrite(List<Segment> before, Block.Set set) {
        Segment written = new Segment(set.hi(), set.lo(), set.value(), null);
        List<Segment> after = new ArrayList<>();
        for (Segment g : before) {
            if (g.hi < set.lo() || g.lo > set.hi()) {
                after.add(g);
                continue;
            }
            if (g.lo < set.lo()) {
                after.add(g.part(set.lo() - 1, g.lo));
            }
            if (g.lo <= set.lo()) {
                after.add(written);
            }
            if (g.hi > set.hi()) {
                after.add(g.part(g.hi, set.hi() + 1));
            }
        }
        return after;
    }

    /** Where the signal was assigned first, for messages. */
    static Loc firstAssignment(Block block, Signal s) {
        for (Block.Statement statement : block.statements()) {
            Loc found = switch (statement) {
                case Block.Set set -> set.target() == s ? set.loc() : null;
                case Block.If choice -> or(firstAssignment(choice.then(), s), () -> firstAssignment(choice.otherwise(), s));
                case Block.Choose choice -> choice.arms().stream().map(a -> firstAssignment(a.body(), s))
                        .filter(java.util.Objects::nonNull).findFirst().orElseGet(() -> firstAssignment(choice.otherwise(), s));
            };
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Loc or(Loc first, java.util.function.Supplier<Loc> second) {
        return first != null ? first : second.get();
    }
}
