package org.haiov.netlist;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.ir.UnaryOp;

/** Builds netlists by hand for tests of what works on netlists. Each declaration gets a line of its own, counted from 1. */
public final class ModuleSketch {
    private final String name;
    private final List<Net> ports = new ArrayList<>();
    private final List<Net> nets = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private int line;

    public ModuleSketch(String name) {
        this.name = name;
    }

    public Loc loc() {
        return new Loc(name + ".java", ++line, "org.acme." + name);
    }

    public Net clock(String net) {
        return port(net, 1, Net.Kind.CLOCK);
    }

    public Net input(String net, int width) {
        return port(net, width, Net.Kind.INPUT);
    }

    public Net output(String net, Expr value) {
        return assign(port(net, value.width(), Net.Kind.OUTPUT), value);
    }

    /** An output to be driven later. */
    public Net output(String net, int width) {
        return port(net, width, Net.Kind.OUTPUT);
    }

    public Net wire(String net, Expr value) {
        return assign(wire(net, value.width()), value);
    }

    /** A wire to be driven later. */
    public Net wire(String net, int width) {
        return net(net, width, Net.Kind.WIRE);
    }

    public Net assign(Net target, Expr value) {
        assigns.add(new Assign(target, value, loc()));
        return target;
    }

    public Net register(String net, int width) {
        return net(net, width, Net.Kind.REGISTER);
    }

    public void load(Net register, Clocking clocking, long init, Expr enable, Expr next) {
        registers.add(new Register(register, clocking, clocking.reset() != null, BigInteger.valueOf(init), enable, next, false, register.loc()));
    }

    public void synchronize(Net register, Clocking clocking, Expr next) {
        registers.add(new Register(register, clocking, false, BigInteger.ZERO, null, next, true, register.loc()));
    }

    public Memory.ReadPort read(String data, int width, Expr address) {
        return new Memory.ReadPort(net(data, width, Net.Kind.WIRE), null, address, null, Memory.UnderWrite.OLD, loc());
    }

    public Memory.ReadPort read(String data, int width, Clocking clocking, Expr enable, Expr address, Memory.UnderWrite underWrite) {
        return new Memory.ReadPort(net(data, width, Net.Kind.READ_DATA), clocking, address, enable, underWrite, loc());
    }

    public Memory.WritePort write(Clocking clocking, Expr enable, Expr address, Expr data, Expr mask) {
        return new Memory.WritePort(clocking, enable, address, data, mask, loc());
    }

    public Memory memory(String memory, int width, int depth, Memory.Style style, List<BigInteger> init,
            List<Memory.WritePort> writes, List<Memory.ReadPort> reads) {
        Memory m = new Memory(memory, width, depth, init, style, writes, reads, loc());
        memories.add(m);
        return m;
    }

    /** Wires the instance's outputs to nets named {@code instance_port}; gives those nets by port name. */
    public Map<String, Net> instance(String instance, Definition of, Map<String, Expr> inputs) {
        Map<String, Net> outputs = new LinkedHashMap<>();
        for (Net port : of.ports()) {
            if (port.kind() == Net.Kind.OUTPUT) {
                outputs.put(port.name(), wire(instance + "_" + port.name(), port.width()));
            }
        }
        instances.add(new Instance(instance, of, inputs, outputs, loc()));
        return outputs;
    }

    public void check(Check.Kind kind, String check, Clocking clocking, Expr enable, Expr condition, String message) {
        checks.add(new Check(kind, check, clocking, enable, condition, message, loc()));
    }

    public ModuleIr build() {
        return new ModuleIr(name, "org.acme." + name, ports, nets, assigns, registers, memories, instances, checks,
                new Loc(name + ".java", 0, "org.acme." + name));
    }

    /** The design below a top module, its definitions children first. */
    public static Design design(ModuleIr top) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        collect(top, definitions);
        return new Design(top, List.copyOf(definitions.values()), List.of());
    }

    private static void collect(Definition d, Map<String, Definition> into) {
        if (d instanceof ModuleIr m) {
            m.instances().forEach(i -> collect(i.definition(), into));
        }
        into.putIfAbsent(d.name(), d);
    }

    public Expr ref(Net net) {
        return new Expr.Ref(net, loc());
    }

    public Expr lit(long value, int width) {
        return new Expr.Lit(BigInteger.valueOf(value), width, loc());
    }

    public Expr unary(UnaryOp op, Expr a) {
        return new Expr.Unary(op, a, loc());
    }

    public Expr binary(BinaryOp op, Expr a, Expr b) {
        return new Expr.Binary(op, a, b, loc());
    }

    public Expr mux(Expr sel, Expr whenTrue, Expr whenFalse) {
        return new Expr.Mux(sel, whenTrue, whenFalse, loc());
    }

    public Expr slice(Expr a, int hi, int lo) {
        return new Expr.Slice(a, hi, lo, loc());
    }

    public Expr concat(Expr... parts) {
        return new Expr.Concat(List.of(parts), loc());
    }

    public Expr extend(Expr a, int width, boolean signed) {
        return new Expr.Extend(a, width, signed, loc());
    }

    private Net port(String net, int width, Net.Kind kind) {
        Net n = new Net(net, width, kind, loc());
        ports.add(n);
        return n;
    }

    private Net net(String net, int width, Net.Kind kind) {
        Net n = new Net(net, width, kind, loc());
        nets.add(n);
        return n;
    }
}
