package org.haiov.sim.engine.jvm.emit;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.haiov.sim.engine.EngineOptions.ClockRatio;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Unit;
import org.haiov.sim.engine.jvm.runtime.CompiledDesign;

/**
 * Writes the main class: inputs, the loop over cycles, and what goes through all units.
 *
 * <pre>
 *   long run(long from, long cycles, Host host)
 *     for (; cycles > 0; cycles--, from++)
 *       tickK = from % periodK == phaseK         for each clock of its own rhythm
 *       checks(); if (violation >= 0) break      or sweepChecks()
 *       cycle()                                  calls every unit, in stretches of a few hundred; in one of SWEEP cycles sweep()
 *       commit()                                 what has to wait until all units have run
 *       host.edge()                              where there are external models
 * </pre>
 */
final class MainWriter {
    static final String VIOLATION = "violation";
    /** Calls in one method, so that it stays well below HotSpot's limit. */
    private static final int STRETCH = 200;
    /** Cycles, a power of two, after which busy units are looked at whether they still change anything. */
    private static final int SWEEP = 128;
    private static final ClassDesc SUPER = ClassDesc.of(CompiledDesign.class.getName());
    private static final ClassDesc HOST = ClassDesc.of(CompiledDesign.Host.class.getName());
    private static final MethodTypeDesc STATE = MethodTypeDesc.of(CD_void, CD_long.arrayType());

    private final Layout layout;
    private final List<Unit> checks;
    private final List<Unit> units;
    private final List<Unit> commits;
    private final List<Rhythm> rhythms;
    private final boolean externals;

    /** A clock that does not tick in every cycle. */
    record Rhythm(Slot slot, ClockRatio ratio) {
    }

    MainWriter(Layout layout, List<Unit> checks, List<Unit> units, List<Rhythm> rhythms, boolean externals) {
        this.layout = layout;
        this.checks = checks;
        this.units = units;
        this.commits = units.stream().filter(u -> !u.late().isEmpty()).toList();
        this.rhythms = rhythms;
        this.externals = externals;
    }

    byte[] write() {
        return ClassFile.of().build(layout.main(), this::write);
    }

    private void write(ClassBuilder b) {
        b.withFlags(ACC_PUBLIC | ACC_FINAL);
        b.withSuperclass(SUPER);
        b.withField(VIOLATION, CD_int, ACC_PUBLIC | ACC_STATIC);
        for (Slot slot : layout.mainSlots()) {
            b.withField(layout.field(slot).name(), Layout.type(slot), ACC_PUBLIC | ACC_STATIC);
        }
        for (MemoryArray array : layout.mainArrays()) {
            b.withField(layout.field(array).name(), Layout.type(array), ACC_PUBLIC | ACC_STATIC | ACC_FINAL);
        }
        b.withMethodBody(ConstantDescs.CLASS_INIT_NAME, UnitWriter.NOTHING, ACC_STATIC, c -> {
            c.iconst_m1().putstatic(layout.main(), VIOLATION, CD_int);
            for (MemoryArray array : layout.mainArrays()) {
                UnitWriter.newArray(c, array);
                c.putstatic(layout.main(), layout.field(array).name(), Layout.type(array));
            }
            c.return_();
        });
        b.withMethodBody(ConstantDescs.INIT_NAME, UnitWriter.NOTHING, ACC_PUBLIC, c -> c.aload(0)
                .invokespecial(SUPER, ConstantDescs.INIT_NAME, UnitWriter.NOTHING).return_());
        b.withMethodBody("violation", MethodTypeDesc.of(CD_int), ACC_PUBLIC, c -> c
                .getstatic(layout.main(), VIOLATION, CD_int)
                .iconst_m1().putstatic(layout.main(), VIOLATION, CD_int).ireturn());
        b.withMethodBody("run", MethodTypeDesc.of(CD_long, CD_long, CD_long, HOST), ACC_PUBLIC, this::run);
        calls(b, "cycle", units, UnitWriter.EVAL);
        calls(b, "sweep", units, UnitWriter.SWEEP);
        calls(b, "commit", commits, UnitWriter.COMMIT);
        calls(b, "checks", checks, UnitWriter.EVAL);
        calls(b, "sweepChecks", checks, UnitWriter.SWEEP);
        b.withMethodBody("wake", UnitWriter.NOTHING, ACC_PUBLIC, this::wake);
        state(b, UnitWriter.SAVE);
        state(b, UnitWriter.LOAD);
    }

    private void run(CodeBuilder c) {
        int from = 1;
        int cycles = 3;
        int host = 5;
        Label loop = c.newLabel();
        Label end = c.newLabel();
        c.labelBinding(loop);
        c.lload(cycles).lconst_0().lcmp().ifle(end);
        for (Rhythm r : rhythms) {
            Label ticks = c.newLabel();
            c.iconst_1();
            c.lload(from).loadConstant((long) r.ratio().period()).lrem().loadConstant((long) r.ratio().phase()).lcmp().ifeq(ticks);
            c.pop().iconst_0();
            c.labelBinding(ticks);
            c.putstatic(layout.main(), layout.field(r.slot()).name(), CD_int);
        }
        Label sweep = c.newLabel();
        Label done = c.newLabel();
        c.lload(from).loadConstant((long) SWEEP - 1).land().lconst_0().lcmp().ifeq(sweep);
        units(c, "checks", "cycle", end);
        c.goto_(done);
        c.labelBinding(sweep);
        units(c, "sweepChecks", "sweep", end);
        c.labelBinding(done);
        stretches(c, "commit", commits);
        if (externals) {
            c.aload(host).invokeinterface(HOST, "edge", UnitWriter.NOTHING);
        }
        c.lload(from).lconst_1().ladd().lstore(from);
        c.lload(cycles).lconst_1().lsub().lstore(cycles);
        c.goto_(loop);
        c.labelBinding(end);
        c.lload(cycles).lreturn();
    }

    private void units(CodeBuilder c, String checkMethod, String method, Label end) {
        if (!checks.isEmpty()) {
            stretches(c, checkMethod, checks);
            c.getstatic(layout.main(), VIOLATION, CD_int).ifge(end);
        }
        stretches(c, method, units);
    }

    private void stretches(CodeBuilder c, String name, List<Unit> called) {
        for (int i = 0; i < called.size(); i += STRETCH) {
            c.invokestatic(layout.main(), name + i / STRETCH, UnitWriter.NOTHING);
        }
    }

    private void calls(ClassBuilder b, String name, List<Unit> called, String method) {
        for (int i = 0; i < called.size(); i += STRETCH) {
            List<Unit> stretch = called.subList(i, Math.min(called.size(), i + STRETCH));
            b.withMethodBody(name + i / STRETCH, UnitWriter.NOTHING, ACC_PUBLIC | ACC_STATIC, c -> {
                stretch.forEach(u -> call(c, u, method));
                c.return_();
            });
        }
    }

    /** Calls a unit's method for the end of a cycle, for a sweep, or for other cycles. */
    private void call(CodeBuilder c, Unit unit, String method) {
        UnitClass target = layout.classOf(unit);
        if (target.monitor() == null || !method.equals(UnitWriter.EVAL)) {
            boolean sweeps = target.monitor() != null || method.equals(UnitWriter.COMMIT);
            call(c, unit, sweeps ? method : UnitWriter.EVAL, UnitWriter.NOTHING, () -> {
            });
            return;
        }
        Label quiet = c.newLabel();
        Label end = c.newLabel();
        if (target.isShared()) {
            c.getstatic(layout.objects(), Layout.object(unit), target.desc()).getfield(target.desc(), QuietCode.QUIET, CD_int);
        } else {
            c.getstatic(target.desc(), QuietCode.QUIET, CD_int);
        }
        c.ifne(quiet);
        call(c, unit, UnitWriter.EVAL, UnitWriter.NOTHING, () -> {
        });
        c.goto_(end).labelBinding(quiet);
        call(c, unit, QuietCode.IDLE, UnitWriter.NOTHING, () -> {
        });
        c.labelBinding(end);
    }

    /** Makes every unit run again. */
    private void wake(CodeBuilder c) {
        for (List<Unit> all : List.of(checks, units)) {
            for (Unit unit : all) {
                UnitClass target = layout.classOf(unit);
                if (target.monitor() != null && target.isShared()) {
                    c.getstatic(layout.objects(), Layout.object(unit), target.desc()).iconst_0()
                            .putfield(target.desc(), QuietCode.QUIET, CD_int);
                } else if (target.monitor() != null) {
                    c.iconst_0().putstatic(target.desc(), QuietCode.QUIET, CD_int);
                }
            }
        }
        c.return_();
    }

    private void call(CodeBuilder c, Unit unit, String method, MethodTypeDesc type, Runnable arguments) {
        UnitClass target = layout.classOf(unit);
        if (target.isShared()) {
            c.getstatic(layout.objects(), Layout.object(unit), target.desc());
            arguments.run();
            c.invokevirtual(target.desc(), method, type);
        } else {
            arguments.run();
            c.invokestatic(target.desc(), method, type);
        }
    }

    /** Saves or loads all slots; in stretches as the units. */
    private void state(ClassBuilder b, String method) {
        UnitPlaces places = new UnitPlaces(layout, null, false);
        List<Unit> all = new java.util.ArrayList<>(checks);
        all.addAll(units);
        List<Unit> withState = all.stream().filter(u -> !u.slots().isEmpty()).toList();
        for (int i = 0; i < withState.size(); i += STRETCH) {
            List<Unit> stretch = withState.subList(i, Math.min(withState.size(), i + STRETCH));
            b.withMethodBody(method + i / STRETCH, STATE, ACC_PUBLIC | ACC_STATIC, c -> {
                for (Unit u : stretch) {
                    call(c, u, method, UnitWriter.STATE,
                            () -> c.aload(0).loadConstant(layout.index(u.slots().getFirst())));
                }
                c.return_();
            });
        }
        b.withMethodBody(method + "Inputs", UnitWriter.STATE, ACC_PUBLIC | ACC_STATIC, c -> {
            if (method.equals(UnitWriter.SAVE)) {
                UnitWriter.save(c, layout.mainSlots(), places, 0);
            } else {
                UnitWriter.load(c, layout.mainSlots(), places, 0);
            }
            c.return_();
        });
        b.withMethodBody(method, STATE, ACC_PUBLIC, c -> {
            c.aload(1).iconst_0().invokestatic(layout.main(), method + "Inputs", UnitWriter.STATE);
            for (int i = 0; i < withState.size(); i += STRETCH) {
                c.aload(1).invokestatic(layout.main(), method + i / STRETCH, STATE);
            }
            c.return_();
        });
    }
}
