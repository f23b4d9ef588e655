package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.plan.Block;
import org.haiov.sim.engine.jvm.plan.Body;
import org.haiov.sim.engine.jvm.plan.Region;
import org.haiov.sim.engine.jvm.plan.Sink;

/** Writes one unit's blocks, branches and stores. */
final class UnitCode {
    private final CodeBuilder c;
    private final Body body;
    private final Places places;
    private final Locals locals;
    private final Expressions x;

    private UnitCode(CodeBuilder code, Body body, Places places, int firstLocal) {
        this.c = code;
        this.body = body;
        this.places = places;
        this.locals = new Locals(firstLocal);
        this.x = new Expressions(code, body, places, locals);
    }

    /** Writes it; falls off its end. */
    static void write(CodeBuilder code, Body body, Places places, int firstLocal) {
        UnitCode u = new UnitCode(code, body, places, firstLocal);
        u.block(body.block());
    }

    private void block(Block b) {
        int mark = locals.mark();
        List<Node> mine = enter(body.region(b));
        for (Block.Item item : b.items()) {
            switch (item) {
                case Block.Do(Sink sink) -> sink(sink);
                case Block.If branch -> branch(branch);
            }
        }
        leave(mine, mark);
    }

    private void branch(Block.If branch) {
        Label end = c.newLabel();
        if (branch.then().items().isEmpty()) {
            x.comparisons().jump(branch.condition(), true, end);
            block(branch.otherwise());
        } else if (branch.otherwise().items().isEmpty()) {
            x.comparisons().jump(branch.condition(), false, end);
            block(branch.then());
        } else {
            Label otherwise = c.newLabel();
            x.comparisons().jump(branch.condition(), false, otherwise);
            block(branch.then());
            c.goto_(end);
            c.labelBinding(otherwise);
            block(branch.otherwise());
        }
        c.labelBinding(end);
    }

    /** Computes what the region keeps in variables. */
    private List<Node> enter(Region region) {
        List<Node> mine = body.locals(region);
        for (Node n : mine) {
            boolean choice = (n.op() == Op.MUX || n.op() == Op.SWITCH) && body.wire(n) == null;
            if (choice && body.branches(n)) {
                choose(n);
            } else {
                x.clean(n);
                Locals.store(c, n, locals.take(n));
            }
        }
        return mine;
    }

    private void leave(List<Node> mine, int mark) {
        mine.forEach(locals::forget);
        locals.release(mark);
    }

    private void choose(Node n) {
        Label end = c.newLabel();
        int variable = locals.take(n);
        locals.forget(n);
        if (n.op() == Op.MUX) {
            Label otherwise = c.newLabel();
            x.comparisons().jump(n.arg(0), false, otherwise);
            arm(n, 1, variable);
            c.goto_(end);
            c.labelBinding(otherwise);
            arm(n, 2, variable);
        } else if (n.arg(0).isLong()) {
            compareKeys(n, variable, end);
        } else {
            table(n, variable, end);
        }
        c.labelBinding(end);
        locals.hold(n, variable);
    }

    private void arm(Node choice, int arg, int variable) {
        int mark = locals.mark();
        List<Node> mine = enter(body.arms(choice)[arg - 1]);
        x.clean(choice.arg(arg));
        Locals.store(c, choice, variable);
        leave(mine, mark);
    }

    private void table(Node n, int variable, Label end) {
        List<SwitchCase> cases = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        long highest = 0;
        for (long[] keys : n.keys()) {
            Label label = c.newLabel();
            labels.add(label);
            for (long key : keys) {
                cases.add(SwitchCase.of((int) key, label));
                highest = Math.max(highest, key);
            }
        }
        Label otherwise = c.newLabel();
        x.clean(n.arg(0));
        if (highest < 2L * cases.size() + 8) {
            c.tableswitch(0, (int) highest, otherwise, cases);
        } else {
            cases.sort((a, b) -> Integer.compare(a.caseValue(), b.caseValue()));
            c.lookupswitch(otherwise, cases);
        }
        for (int i = 0; i < labels.size(); i++) {
            c.labelBinding(labels.get(i));
            arm(n, i + 1, variable);
            c.goto_(end);
        }
        c.labelBinding(otherwise);
        arm(n, n.arity() - 1, variable);
    }

    /** A switch over a long, which the JVM has not. */
    private void compareKeys(Node n, int variable, Label end) {
        long[][] keys = n.keys();
        for (int i = 0; i < keys.length; i++) {
            Label hit = c.newLabel();
            Label next = c.newLabel();
            for (long key : keys[i]) {
                x.clean(n.arg(0));
                c.loadConstant(key).lcmp().ifeq(hit);
            }
            c.goto_(next);
            c.labelBinding(hit);
            arm(n, i + 1, variable);
            c.goto_(end);
            c.labelBinding(next);
        }
        arm(n, n.arity() - 1, variable);
    }

    private void sink(Sink sink) {
        switch (sink) {
            case Sink.Store s -> {
                if (!s.holds(s.next())) {
                    places.beforeStore(c, s.slot());
                    x.clean(s.next());
                    places.store(c, s.slot());
                }
            }
            case Sink.MemoryWrites m -> m.writes().forEach(w -> write(m.columns(), w));
            case Sink.Violation v -> {
                Label holds = c.newLabel();
                x.comparisons().jump(v.violated(), false, holds);
                places.violation(c, v.index());
                c.labelBinding(holds);
            }
            case Sink.Output o -> {
                places.outputs(c);
                c.loadConstant(o.index());
                x.cleanLong(o.value());
                c.lastore();
            }
        }
    }

    private void write(List<MemoryArray> columns, Sink.MemoryWrite w) {
        Label end = c.newLabel();
        if (!w.enable().isConst()) {
            x.comparisons().jump(w.enable(), false, end);
        } else if (w.enable().isConst(0)) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            boolean isLong = columns.get(i).isLong();
            places.array(c, columns.get(i));
            x.clean(w.address());
            if (w.bits() == null) {
                x.clean(w.data().get(i));
            } else {
                Node bits = w.bits().get(i);
                c.dup2();
                c.with(isLong ? Operators.LALOAD : Operators.IALOAD);
                if (isLong) {
                    c.dup2();
                } else {
                    c.dup();
                }
                x.clean(w.data().get(i));
                x.xor(isLong);
                x.clean(bits);
                x.arithmetic(Op.AND, isLong);
                x.xor(isLong);
            }
            c.with(isLong ? Operators.LASTORE : Operators.IASTORE);
            places.written(c, columns.get(i));
        }
        c.labelBinding(end);
    }
}
