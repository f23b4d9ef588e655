package org.haiov.sim.engine.jvm.lower;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.jvm.graph.Bits;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.graph.Wide;

/**
 * Makes a {@link Program} of a flat netlist.
 *
 * <p>Needs: one module without instances but of external modules, clocks being its own ports. Guarantees: the program's next
 * values, resets, enables, several clocks and read-under-write included, mean what {@link Register} and {@link Memory} say.
 */
public final class Lowering {
    private final ModuleIr flat;
    private final EngineOptions options;
    private final NetValues values;
    private final Bits g;
    private final Map<Net, Node> ticks = new HashMap<>();
    private final List<Program.Port> inputs = new ArrayList<>();
    private final List<Program.Tick> tickSlots = new ArrayList<>();

    private Lowering(ModuleIr flat, EngineOptions options) {
        this.flat = flat;
        this.options = options;
        this.values = new NetValues(flat);
        this.g = values.graph();
    }

    /** A program and the way to the value of any net of the design. */
    public record Result(Program program, NetValues values) {
    }

    public static Result run(ModuleIr flat, EngineOptions options) {
        return new Lowering(flat, options).run();
    }

    private Result run() {
        sources();
        List<Program.StateWord> registers = new ArrayList<>();
        for (Register r : flat.registers()) {
            registers(r, registers);
        }
        List<Program.StateMemory> memories = new ArrayList<>();
        for (Memory m : flat.memories()) {
            memories.add(memory(m, registers));
        }
        List<Program.Violation> violations = new ArrayList<>();
        List<Program.Cover> covers = new ArrayList<>();
        for (Check c : flat.checks()) {
            Node counts = g.and(g.and(tick(c.clocking()), g.not(reset(c.clocking()))), values.bit(c.enable()));
            if (c.kind() == Check.Kind.COVER) {
                covers.add(new Program.Cover(c, new Slot(Slot.Kind.REGISTER, c.name(), 64),
                        g.and(counts, values.bit(c.condition())), owner(c.name())));
            } else if (options.checks()) {
                violations.add(new Program.Violation(c, g.and(counts, g.not(values.bit(c.condition())))));
            }
        }
        List<Program.ExternalCall> externals = new ArrayList<>();
        for (Instance i : flat.instances()) {
            externals(i, externals);
        }
        Program program = new Program(g, inputs, tickSlots, registers, memories, violations, covers, externals);
        return new Result(options.visibleState() ? program : Liveness.prune(program, outputs(), options.memories()), values);
    }

    private List<Node> outputs() {
        return flat.ports().stream().filter(p -> p.kind() == Net.Kind.OUTPUT).flatMap(p -> Arrays.stream(values.of(p))).toList();
    }

    private void sources() {
        Net mainClock = null;
        for (Net port : flat.ports()) {
            if (port.kind() == Net.Kind.INPUT) {
                inputs.add(new Program.Port(port, values.source(port, Slot.Kind.INPUT)));
            } else if (port.kind() == Net.Kind.CLOCK) {
                if (mainClock == null) {
                    mainClock = port;
                } else if (options.clocks().get(port.name()) instanceof EngineOptions.ClockRatio ratio && ratio.period() > 1) {
                    Slot slot = new Slot(Slot.Kind.INPUT, port.name(), 1);
                    tickSlots.add(new Program.Tick(port, slot));
                    ticks.put(port, g.load(slot));
                }
            }
        }
        for (Net net : flat.nets()) {
            if (net.isState()) {
                values.source(net, Slot.Kind.REGISTER);
            }
        }
        for (Instance i : flat.instances()) {
            for (Net net : i.outputs().values()) {
                inputs.add(new Program.Port(net, values.source(net, Slot.Kind.INPUT)));
            }
        }
    }

    private Node tick(Clocking c) {
        return ticks.getOrDefault(c.clock(), g.constant(1, 1));
    }

    private Node reset(Clocking c) {
        return c.reset() == null ? g.constant(0, 1) : values.of(c.reset())[0];
    }

    private void registers(Register r, List<Program.StateWord> into) {
        Node[] now = values.of(r.net());
        Wide wide = values.wide();
        Node[] init = wide.constant(r.init(), r.net().width());
        Node[] next = wide.mux(values.bit(r.enable()), values.of(r.next()), now);
        if (r.resettable()) {
            next = wide.mux(reset(r.clocking()), init, next);
        }
        next = wide.mux(tick(r.clocking()), next, now);
        state(r.net(), init, next, into);
    }

    private void state(Net net, Node[] init, Node[] next, List<Program.StateWord> into) {
        List<Slot> slots = values.slots(net);
        for (int i = 0; i < slots.size(); i++) {
            into.add(new Program.StateWord(net, i, slots.get(i), init[i].k(), next[i], owner(net.name())));
        }
    }

    private Program.StateMemory memory(Memory m, List<Program.StateWord> registers) {
        List<Program.Write> writes = new ArrayList<>();
        for (Memory.WritePort w : m.writes()) {
            Node[] bits = w.mask() == null ? null : spread(values.of(w.mask()), m.width());
            writes.add(new Program.Write(g.and(tick(w.clocking()), values.bit(w.enable())), values.of(w.address())[0],
                    List.of(values.of(w.data())), bits == null ? null : List.of(bits)));
        }
        Wide wide = values.wide();
        for (Memory.ReadPort r : m.reads()) {
            if (r.synchronous()) {
                Node address = values.of(r.address())[0];
                Node[] read = values.read(m, address);
                if (r.underWrite() == Memory.UnderWrite.NEW) {
                    read = underWrite(m, writes, r, address, read);
                }
                Node enable = g.and(tick(r.clocking()), values.bit(r.enable()));
                state(r.data(), wide.constant(BigInteger.ZERO, m.width()), wide.mux(enable, read, values.of(r.data())), registers);
            }
        }
        return new Program.StateMemory(m.name(), m.width(), 1 << m.addressWidth(), values.columns(m.name()), writes,
                owner(m.name()));
    }

    /** The word after the writes of the same clock: each that hits lays its bits over it, the last one uppermost. */
    private Node[] underWrite(Memory m, List<Program.Write> writes, Memory.ReadPort r, Node address, Node[] old) {
        Node[] word = old;
        for (int p = 0; p < writes.size(); p++) {
            if (!m.writes().get(p).clocking().clock().equals(r.clocking().clock())) {
                continue;
            }
            Program.Write w = writes.get(p);
            Node hit = g.and(w.enable(), g.eq(w.address(), address));
            Node[] laid = new Node[word.length];
            for (int i = 0; i < word.length; i++) {
                Node data = w.data().get(i);
                if (w.bits() != null) {
                    Node bits = w.bits().get(i);
                    data = g.or(g.and(data, bits), g.and(word[i], g.not(bits)));
                }
                laid[i] = g.mux(hit, data, word[i]);
            }
            word = laid;
        }
        return word;
    }

    /** Each bit of a mask over its part of the word. */
    private Node[] spread(Node[] mask, int width) {
        Wide wide = values.wide();
        int parts = Wide.width(mask);
        List<Node[]> spread = new ArrayList<>();
        for (int i = parts - 1; i >= 0; i--) {
            spread.add(wide.extend(new Node[] {wide.bits(mask, i, i)}, width / parts, true));
        }
        return wide.concat(spread);
    }

    private void externals(Instance instance, List<Program.ExternalCall> into) {
        External external = (External) instance.definition();
        List<Program.Argument> arguments = new ArrayList<>();
        for (Net port : external.ports()) {
            if (port.kind() == Net.Kind.INPUT) {
                arguments.add(new Program.Argument(port.name(), port.width(),
                        List.of(values.of(instance.inputs().get(port.name())))));
            }
        }
        for (Net port : external.ports()) {
            if (port.kind() == Net.Kind.CLOCK) {
                Net clock = ((Expr.Ref) instance.inputs().get(port.name())).net();
                into.add(new Program.ExternalCall(instance, port.name(), ticks.get(clock), arguments));
            }
        }
    }

    private static String owner(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }
}
