package org.haiov.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.verilog.Forms.Form;

/** Decides how a legal module is written: what is a wire, what a block, in which order. Serves one module. */
final class RtlBuilder {
    /** About what stands in a line beside a wire's name and value. */
    private static final int ROOM_BEFORE_VALUE = 18;
    private static final int CONTINUED = 6;

    private final ModuleIr module;
    private final Forms forms;
    private final ExpressionPrinter printer;
    private final Choices choices;
    private final StatementPrinter statements;
    private final MemoryPrinter memories;
    private final UnreadBits account = new UnreadBits();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> files = new HashMap<>();

    RtlBuilder(ModuleIr legal, Forms forms) {
        this.module = legal;
        this.forms = forms;
        printer = new ExpressionPrinter(forms, account);
        choices = new Choices(printer);
        statements = new StatementPrinter(forms, printer);
        memories = new MemoryPrinter(forms, printer, choices, statements, account);
        module.ports().forEach(n -> names.add(n.name()));
        module.nets().forEach(n -> names.add(n.name()));
        module.memories().forEach(m -> names.add(m.name()));
        module.instances().forEach(i -> names.add(i.name()));
    }

    /** Files with memories' contents that the module refers to, by name. */
    Map<String, String> files() {
        return files;
    }

    /** @param inlineWords initial words up to which a memory's contents stand in the module */
    RtlModule build(int inlineWords) {
        Set<Net> procedural = new HashSet<>();
        List<RtlModule.Logic> logic = logic(procedural);
        List<RtlModule.Clocked> clocked = new ArrayList<>();
        List<RtlModule.State> state = new ArrayList<>();
        for (Register r : module.registers()) {
            state.add(new RtlModule.State(typed(r.net()), printer.literal(r.init(), r.net().width()), Place.of(r.net().loc())));
            List<Statement> body = register(r);
            if (!body.isEmpty()) {
                account.read(r.clocking().clock(), 0, 0);
                clocked.add(new RtlModule.Clocked(r.clocking().clock().name(), statements.lines(body), Place.of(r.loc())));
            }
        }
        List<RtlModule.Array> arrays = new ArrayList<>();
        for (Memory m : module.memories()) {
            String file = "";
            if (m.init().size() > inlineWords) {
                file = module.name() + "." + m.name() + ".hex";
                files.put(file, MemoryPrinter.file(m));
            }
            arrays.add(memories.array(m, typed(m.name(), m.width()), file, free(m.name() + "_word")));
            clocked.addAll(memories.blocks(m));
            for (Memory.ReadPort port : m.reads()) {
                if (port.synchronous()) {
                    state.add(new RtlModule.State(typed(port.data()), printer.literal(BigInteger.ZERO, m.width()),
                            Place.of(port.data().loc())));
                }
            }
        }
        List<RtlModule.Child> children = children();
        // checks are for formal tools alone: what only they read is not read
        String unused = LineBreaks.wrap(String.join(", ", account.unread(module, printer)), ROOM_BEFORE_VALUE + CONTINUED, CONTINUED);
        return new RtlModule(module.name(), module.javaClass(), module.loc().toString(), ports(procedural), state, arrays, joints(),
                logic, clocked, children, properties(), unused, free("unused"));
    }

    private List<RtlModule.Port> ports(Set<Net> procedural) {
        List<RtlModule.Port> ports = new ArrayList<>();
        for (Net port : module.ports()) {
            ports.add(new RtlModule.Port(port.kind() != Net.Kind.OUTPUT, procedural.contains(port), typed(port), Place.of(port.loc())));
        }
        return ports;
    }

    private List<RtlModule.Logic> logic(Set<Net> procedural) {
        List<RtlModule.Logic> logic = new ArrayList<>();
        for (LogicOrder.Driver driver : LogicOrder.of(module)) {
            Net target = driver.target();
            String value = "";
            List<String> lines = List.of();
            switch (driver) {
                case LogicOrder.Assigned(Assign a) when Choices.needStatements(a.value()) -> {
                    procedural.add(target);
                    lines = statements.lines(choices.wire(target, a.value()));
                }
                case LogicOrder.Assigned(Assign a) -> value = printer.value(a.value());
                case LogicOrder.ReadOut(Memory m, Memory.ReadPort port) -> value = memories.read(m, port);
            }
            value = LineBreaks.wrap(value, target.name().length() + ROOM_BEFORE_VALUE, CONTINUED);
            boolean gap = logic.isEmpty() || !lines.isEmpty() || logic.getLast().block();
            logic.add(new RtlModule.Logic(typed(target), target.name(), target.kind() != Net.Kind.OUTPUT, value, lines, gap,
                    Place.of(target.loc())));
        }
        return logic;
    }

    private List<Statement> register(Register r) {
        List<Statement> load = choices.register(r.net(), r.next());
        if (r.enable() != null) {
            load = choices.branch(r.enable(), load, List.of());
        }
        if (!r.resettable()) {
            return load;
        }
        Statement init = new Statement.Set(r.net().name(), printer.literal(r.init(), r.net().width()), true);
        return choices.branch(new Expr.Ref(r.clocking().reset(), r.loc()), List.of(init), load);
    }

    private List<RtlModule.Joint> joints() {
        List<RtlModule.Joint> joints = new ArrayList<>();
        for (Instance i : module.instances()) {
            i.outputs().values().forEach(net -> joints.add(new RtlModule.Joint(typed(net), Place.of(net.loc()))));
        }
        return joints;
    }

    private List<RtlModule.Child> children() {
        List<RtlModule.Child> children = new ArrayList<>();
        for (Instance i : module.instances()) {
            List<RtlModule.Binding> parameters = new ArrayList<>();
            if (i.definition() instanceof External external) {
                external.parameters().forEach((name, value) -> parameters.add(new RtlModule.Binding(name, value)));
            }
            List<RtlModule.Binding> ports = new ArrayList<>();
            for (Net port : i.definition().ports()) {
                String value = port.kind() == Net.Kind.OUTPUT ? i.outputs().get(port.name()).name()
                        : printer.text(i.inputs().get(port.name()));
                ports.add(new RtlModule.Binding(port.name(), value));
            }
            children.add(new RtlModule.Child(i.definition().name(), parameters, i.name(), ports, Place.of(i.loc())));
        }
        return children;
    }

    private List<RtlModule.Property> properties() {
        List<RtlModule.Property> properties = new ArrayList<>();
        for (Check c : module.checks()) {
            Expr guard = c.enable();
            if (c.clocking().reset() != null) {
                Expr running = new Expr.Unary(org.haiov.ir.UnaryOp.NOT, new Expr.Ref(c.clocking().reset(), c.loc()), c.loc());
                guard = guard == null ? running : new Expr.Binary(org.haiov.ir.BinaryOp.AND, running, guard, c.loc());
            }
            properties.add(new RtlModule.Property(c.kind(), c.clocking().clock().name(), guard == null ? "" : printer.text(guard),
                    free(c.name()), printer.text(c.condition()), c.message(), Place.of(c.loc())));
        }
        return properties;
    }

    private String typed(Net net) {
        return typed(net.name(), net.width());
    }

    private String typed(String name, int width) {
        return width == 1 ? name : forms.fill(Form.VECTOR, Integer.toString(width - 1), name);
    }

    /** A name that nothing in the module has. */
    private String free(String wish) {
        String name = wish;
        for (int i = 1; !names.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }
}
