package org.haiov.hdl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.error.BadDescription;
import org.haiov.hdl.error.EndlessRecursion;
import org.haiov.hdl.error.NotAssignable;
import org.haiov.ir.Check;

/**
 * A hardware module described in Java: the subclass's constructor makes ports, wires, registers, memories and other components, and
 * says what drives what. Its parameters are constructor arguments; it becomes one Verilog module.
 *
 * {@snippet :
 * public final class Counter extends Component {
 *     public final Signal enable = input(1);
 *     public final Signal count = output(8);
 *
 *     public Counter() {
 *         Reg value = reg(8, 0);
 *         when(enable, () -> value.set(value.plus(1)));
 *         count.set(value);
 *     }
 * }
 * }
 */
public abstract class Component {
    /** More components of one class than this inside one another is taken for a recursion without end. */
    private static final int DEEPEST_NESTING = 200;

    private final Site site;
    private final Block body = new Block(null, null);
    private Block current = body;
    private Component parent;
    /** Where it was made a part of its parent. */
    private Site added;
    private final GivenName instanceName = new GivenName(Site.UNKNOWN);
    private boolean elaborated;

    final List<Signal> signals = new ArrayList<>();
    final List<Mem> memories = new ArrayList<>();
    final List<Component> children = new ArrayList<>();
    final List<Property> properties = new ArrayList<>();
    final Map<Signal, Connection> connections = new LinkedHashMap<>();
    final List<ClockDomain> domains = new ArrayList<>();
    /** For a child's domain the domain of this component that drives it, where it is not the default one. */
    final Map<ClockDomain, ClockDomain> bindings = new HashMap<>();
    @SuppressWarnings("this-escape") // a domain only remembers its owner
    private final ClockDomain defaultDomain = new ClockDomain(this, "clk", "rst", null, Site.UNKNOWN);

    /** A structural driver. */
    record Connection(Bits value, Site site) {
    }

    /** An assert, assume or cover as it was written. */
    record Property(Check.Kind kind, Bits enable, Bits condition, String message, Site site) {
    }

    protected Component() {
        site = Sites.here();
        refuseEndlessRecursion();
        domains.add(defaultDomain);
    }

    private void refuseEndlessRecursion() {
        long depth = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(frames -> frames
                .filter(f -> f.getDeclaringClass() == getClass() && f.getMethodName().equals("<init>")).count());
        if (depth > DEEPEST_NESTING) {
            throw new EndlessRecursion("module " + getClass().getSimpleName() + " contains itself, " + depth + " deep",
                    "let a constructor argument shrink and stop at its smallest value", site.loc());
        }
    }

    // ---- ports, wires, registers

    /** An input of so many bits. */
    protected final Signal input(int width) {
        return declare(Signal.Kind.INPUT, width, Sites.here());
    }

    /** An output of so many bits; must be assigned. */
    protected final Signal output(int width) {
        return declare(Signal.Kind.OUTPUT, width, Sites.here());
    }

    /** A wire of so many bits; must be assigned. */
    protected final Signal wire(int width) {
        return declare(Signal.Kind.WIRE, width, Sites.here());
    }

    /** A register without a reset, 0 at power-up. */
    protected final Reg reg(int width) {
        return declareReg(width, BigInteger.ZERO, false, Sites.here());
    }

    /** A register with a reset value, which is its power-up value too. */
    protected final Reg reg(int width, long resetValue) {
        return declareReg(width, BigInteger.valueOf(resetValue), true, Sites.here());
    }

    /** A register with a reset value of any width, which is its power-up value too. */
    protected final Reg reg(int width, BigInteger resetValue) {
        return declareReg(width, resetValue, true, Sites.here());
    }

    /** A register that takes the value at each edge: the value one cycle later; 0 at reset. */
    protected final Reg delayed(Bits value) {
        Reg r = declareReg(value.width(), BigInteger.ZERO, true, Sites.here());
        r.set(value);
        return r;
    }

    /** A bundle seen from its consumer: members are inputs, flipped ones outputs. */
    protected final <T extends Bundle> T input(T shape) {
        return declareAll(shape, Signal.Kind.INPUT, Signal.Kind.OUTPUT);
    }

    /** A bundle seen from its producer: members are outputs, flipped ones inputs. */
    protected final <T extends Bundle> T output(T shape) {
        return declareAll(shape, Signal.Kind.OUTPUT, Signal.Kind.INPUT);
    }

    /** A vector of ports, each as {@link #input(Bundle)} or {@link #input(int)} makes it: named after the vector, with its index. */
    protected final <T> Vec<T> input(Vec<T> shape) {
        return declareAll(shape, Signal.Kind.INPUT, Signal.Kind.OUTPUT);
    }

    /** A vector of ports, each as {@link #output(Bundle)} or {@link #output(int)} makes it. */
    protected final <T> Vec<T> output(Vec<T> shape) {
        return declareAll(shape, Signal.Kind.OUTPUT, Signal.Kind.INPUT);
    }

    /** A bundle of wires. */
    protected final <T extends Bundle> T wire(T shape) {
        return declareAll(shape, Signal.Kind.WIRE, Signal.Kind.WIRE);
    }

    /** A bundle of registers, 0 at reset. */
    protected final <T extends Bundle> T reg(T shape) {
        Site at = Sites.here();
        return Shapes.map(shape, at.name(), (s, n) -> declareReg(s.width(), BigInteger.ZERO, true, at.named(n)));
    }

    private <T> T declareAll(T shape, Signal.Kind straight, Signal.Kind flipped) {
        Site at = Sites.here();
        return Shapes.map(shape, at.name(), (s, n) -> {
            Signal made = new Signal(this, s.flipped ? flipped : straight, s.width(), s.flipped, at.named(n));
            return add(made, at);
        });
    }

    private Signal declare(Signal.Kind kind, int width, Site at) {
        return add(new Signal(this, kind, width, false, at), at);
    }

    private Reg declareReg(int width, BigInteger init, boolean resettable, Site at) {
        Reg r = new Reg(this, width, init, resettable, at);
        add(r, at);
        return r;
    }

    private Signal add(Signal s, Site at) {
        requireOpen(at);
        signals.add(s);
        return s;
    }

    /** A signal whose value is one of an enumeration's constants, by ordinal. */
    protected final <E extends Enum<E>> Enumerated<E> wire(Class<E> type) {
        return new Enumerated<>(declare(Signal.Kind.WIRE, Enumerated.width(type), Sites.here()), type);
    }

    /** A register whose value is one of an enumeration's constants, by ordinal. */
    protected final <E extends Enum<E>> Enumerated<E> reg(E resetValue) {
        Class<E> type = resetValue.getDeclaringClass();
        return new Enumerated<>(declareReg(Enumerated.width(type), BigInteger.valueOf(resetValue.ordinal()), true, Sites.here()), type);
    }

    /** A state machine over an enumeration, in its given state at reset. */
    protected final <E extends Enum<E>> StateMachine<E> machine(E resetState) {
        Class<E> type = resetState.getDeclaringClass();
        Site at = Sites.here();
        Reg state = declareReg(Enumerated.width(type), BigInteger.valueOf(resetState.ordinal()), true, at);
        return new StateMachine<>(this, new Enumerated<>(state, type), at);
    }

    /** A memory of {@code depth} words of {@code width} bits. */
    protected final Mem mem(int width, int depth) {
        Site at = Sites.here();
        requireOpen(at);
        Mem m = new Mem(this, width, depth, at);
        memories.add(m);
        return m;
    }

    /** Makes another component a part of this one. Its inputs are then assigned and its outputs read here. */
    protected final <C extends Component> C add(C child) {
        adopt(child, Sites.here());
        return child;
    }

    private void adopt(Component child, Site at) {
        requireOpen(at);
        if (child.parent != null || child == this) {
            throw new BadDescription("component " + child.path() + " is added a second time", "make a new one for each place",
                    at.loc(), child.site.loc());
        }
        child.parent = this;
        child.added = at;
        child.instanceName.suggest(at);
        children.add(child);
    }

    // ---- clocks

    /** The default clock domain, ports {@code clk} and {@code rst}. */
    public final ClockDomain clock() {
        return defaultDomain;
    }

    /** A further clock domain, ports {@code NAME_clk} and {@code NAME_rst}, NAME from the Java field. */
    protected final ClockDomain domain() {
        Site at = Sites.here();
        if (at.name() == null) {
            throw new BadDescription("a clock domain without a name", "put it into a field, or use domain(name)", at.loc());
        }
        return domain(at.name(), at);
    }

    /** A further clock domain, ports {@code NAME_clk} and {@code NAME_rst}. */
    protected final ClockDomain domain(String name) {
        return domain(name, Sites.here());
    }

    private ClockDomain domain(String name, Site at) {
        ClockDomain d = new ClockDomain(this, name + "_clk", name + "_rst", null, at);
        domains.add(d);
        return d;
    }

    /** Drives a child's clock domain from one of this component's; without it a child's default domain takes this one's default. */
    protected final void bind(ClockDomain childs, ClockDomain own) {
        Site at = Sites.here();
        if (childs.owner.parent != this || own.owner != this) {
            throw new BadDescription("bind of clock domain " + childs.clockName + " of " + childs.owner.path() + " to "
                    + own.clockName + " of " + own.owner.path(), "the first is a child's, the second this component's", at.loc());
        }
        bindings.put(childs, own);
    }

    /**
     * A synchroniser: the 1-bit value brought into the domain through two registers. For more than one bit at a time use a
     * handshake or Gray code; bits synchronised one by one may arrive in different cycles.
     */
    protected final Bits synchronize(Bits value, ClockDomain into) {
        Site at = Sites.here();
        if (value.width() != 1) {
            throw new BadDescription("synchronize of " + value.describeWidth() + ", not 1",
                    "synchronise a handshake bit, or a Gray code bit by bit", at.loc());
        }
        String name = at.name() == null ? "synchronized" : at.name();
        ClockDomain quiet = into.withoutReset();
        Reg first = declareReg(1, BigInteger.ZERO, false, at.named(name + "_meta")).in(quiet).synchronizerStage();
        Reg second = declareReg(1, BigInteger.ZERO, false, at.named(name)).in(quiet).synchronizerStage();
        first.set(value);
        second.set(first);
        return second;
    }

    // ---- statements

    /** Applies the body's assignments where the condition, 1 bit, is 1. */
    public final When when(Bits condition, Runnable body) {
        return When.begin(this, condition, body, Sites.here());
    }

    /** A choice by constants; go on with {@code is} and {@code otherwise}. */
    public final Choice switchOn(Bits selector) {
        return new Choice(this, selector, BigInteger.ONE.shiftLeft(selector.width()), Sites.here());
    }

    /** A choice by an enumeration's constants: where all have a case, none is needed for the encodings beyond. */
    public final Choice switchOn(Enumerated<?> selector) {
        return new Choice(this, selector.bits(), BigInteger.valueOf(selector.constants()), Sites.here());
    }

    /** Must hold at every clock edge outside reset, under the conditions around it. */
    public final void assertThat(Bits condition, String message) {
        property(Check.Kind.ASSERT, condition, message, Sites.here());
    }

    /** May be taken for granted by formal tools; simulation checks it like an assertion. */
    public final void assume(Bits condition, String message) {
        property(Check.Kind.ASSUME, condition, message, Sites.here());
    }

    /** Should be reached; simulation counts how often. */
    public final void cover(Bits condition, String message) {
        property(Check.Kind.COVER, condition, message, Sites.here());
    }

    private void property(Check.Kind kind, Bits condition, String message, Site at) {
        requireOpen(at);
        if (condition.width() != 1) {
            throw new BadDescription(kind.name().toLowerCase(java.util.Locale.ROOT) + " of " + condition.describeWidth(),
                    "a condition is 1 bit", at.loc());
        }
        properties.add(new Property(kind, current.guard(), condition, message, at));
    }

    // ---- inside the library

    final Block block() {
        return current;
    }

    final Block body() {
        return body;
    }

    final void within(Block block, Runnable statements) {
        Block outer = current;
        current = block;
        try {
            statements.run();
        } finally {
            current = outer;
        }
    }

    /** An assignment to a signal of this component, or to an input of it by the component around. */
    final void assign(Signal target, int hi, int lo, Bits value, Site at) {
        Component writer = writer(target, at);
        writer.current.add(new Block.Set(target, hi, lo, value, at.loc()));
    }

    final void connect(Signal target, Bits value, Site at) {
        Component writer = writer(target, at);
        Connection before = writer.connections.putIfAbsent(target, new Connection(value, at));
        if (before != null) {
            throw new org.haiov.hdl.error.TwoDrivers("two drivers of " + target.describe() + ", connected twice",
                    "keep one, or choose between the two with mux or when", at.loc(), before.site().loc());
        }
    }

    /** The component in whose description assignments to the signal stand. */
    private Component writer(Signal target, Site at) {
        Component writer = target.kind == Signal.Kind.INPUT ? parent : this;
        if (target.kind == Signal.Kind.READ) {
            throw new NotAssignable(target.describe() + " is what a memory's port reads", "write the memory instead", at.loc(),
                    target.loc());
        }
        if (writer == null) {
            throw new NotAssignable("input " + target.describe() + " is assigned, but nothing is around "
                    + getClass().getSimpleName(), "inside its own component an input is only read; from outside, add(...) the "
                    + "component first", at.loc(), target.loc());
        }
        writer.requireOpen(at);
        return writer;
    }

    final void requireOpen(Site at) {
        if (elaborated) {
            throw new BadDescription("component " + path() + " was changed after it was elaborated",
                    "describe everything in the constructor", at.loc());
        }
    }

    final void close() {
        elaborated = true;
    }

    final boolean isElaborated() {
        return elaborated;
    }

    final Component parent() {
        return parent;
    }

    /** Where its constructor begins. */
    final Site site() {
        return site;
    }

    /** Where it was made a part of its parent; null for a component that is no part. */
    final Site added() {
        return added;
    }

    final String instanceName() {
        return instanceName.text();
    }

    final GivenName givenName() {
        return instanceName;
    }

    /** Gives the instance a name other than the Java field's. */
    protected final void nameInstance(String name) {
        instanceName.settle(name);
    }

    /** Java names from the outermost component known so far, joined by dots. */
    final String path() {
        return parent == null ? moduleName() : parent.path() + "." + (instanceName() == null ? moduleName() : instanceName());
    }

    /** The Verilog module's name before modules of one class that differ are told apart: the class's, unless overridden. */
    protected String moduleName() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? getClass().getSuperclass().getSimpleName() : name;
    }
}
