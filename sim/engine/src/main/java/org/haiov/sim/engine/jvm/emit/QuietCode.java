package org.haiov.sim.engine.jvm.emit;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Monitor;

/**
 * Writes what lets a unit be left out while nothing changes.
 *
 * <pre>
 *   in most cycles, in MainWriter's code:
 *                   if (quiet == 0) eval(); else idle();
 *   idle()          if (changed()) wake();
 *   sweep()         in one cycle of MainWriter.SWEEP:
 *                   if (quiet == 0)     if (--wait > 0) eval(); else sample(CREDIT);
 *                   else if (changed()) wake(); else { quiet = CREDIT; patience = 0; }
 *   wake()          if (--quiet == 0) { eval(); busy(); } else sample(quiet);
 *   sample(credit)  remembers what it reads and its state, eval(); if the state is still the same quiet = credit, else busy()
 *   busy()          quiet = 0; wait = patience = min(2 * patience + 1, PATIENCE)
 *   changed()       whether what it reads is other than remembered
 * </pre>
 *
 * <p>The credit keeps an idle unit idle when now and then an input changes that does not matter, and spares one whose inputs change
 * all the time the dearer sample in each cycle. A unit found busy again and again is asked less and less often.
 *
 * <p>So a busy unit pays one test of a flag a cycle, and a sample now and then; an idle one pays a comparison of its inputs. (Flags
 * set by whoever changes a value, as ESSENT has them (Beamer, DAC 2020), cost a comparison for each value written, in every cycle,
 * busy or not.)
 */
final class QuietCode {
    static final String QUIET = "quiet";
    static final String IDLE = "idle";
    /** Changes of inputs, less one, that an idle unit survives between sweeps. */
    private static final int CREDIT = 2;
    /** Sweeps that a busy unit is left alone, at most. */
    private static final int PATIENCE = 3;
    private static final MethodTypeDesc SAMPLE = MethodTypeDesc.of(ConstantDescs.CD_void, CD_int);
    private static final MethodTypeDesc TEST = MethodTypeDesc.of(CD_int);

    private final ClassDesc owner;
    private final Monitor monitor;
    private final UnitPlaces places;
    private final boolean shared;

    QuietCode(UnitClass unitClass, UnitPlaces places) {
        this.owner = unitClass.desc();
        this.monitor = unitClass.monitor();
        this.places = places;
        this.shared = unitClass.isShared();
    }

    void write(ClassBuilder b) {
        int flags = ACC_PUBLIC | (shared ? 0 : ACC_STATIC);
        b.withField(QUIET, CD_int, flags);
        for (int i = 0; i < monitor.inputs().size(); i++) {
            b.withField("q" + i, Layout.type(monitor.inputs().get(i)), flags);
        }
        for (int i = 0; i < monitor.memories().size(); i++) {
            b.withField("w" + i, CD_int, flags);
        }
        b.withField("wait", CD_int, flags);
        b.withField("patience", CD_int, flags);
        b.withMethodBody("changed", TEST, flags, this::changed);
        b.withMethodBody("sample", SAMPLE, flags, this::sample);
        b.withMethodBody(IDLE, UnitWriter.NOTHING, flags, this::idle);
        b.withMethodBody("wake", UnitWriter.NOTHING, flags, this::wake);
        b.withMethodBody("busy", UnitWriter.NOTHING, flags, this::busy);
        b.withMethodBody(UnitWriter.SWEEP, UnitWriter.NOTHING, flags, this::sweep);
    }

    private void idle(CodeBuilder c) {
        Label end = c.newLabel();
        call(c, "changed", TEST);
        c.ifeq(end);
        call(c, "wake", UnitWriter.NOTHING);
        c.labelBinding(end).return_();
    }

    private void wake(CodeBuilder c) {
        Label sample = c.newLabel();
        self(c);
        get(c, QUIET, CD_int);
        c.iconst_1().isub();
        put(c, QUIET, CD_int);
        get(c, QUIET, CD_int);
        c.ifne(sample);
        call(c, UnitWriter.EVAL, UnitWriter.NOTHING);
        call(c, "busy", UnitWriter.NOTHING);
        c.return_().labelBinding(sample);
        self(c);
        get(c, QUIET, CD_int);
        invoke(c, "sample", SAMPLE);
        c.return_();
    }

    private void sweep(CodeBuilder c) {
        Label quiet = c.newLabel();
        Label sample = c.newLabel();
        Label same = c.newLabel();
        get(c, QUIET, CD_int);
        c.ifne(quiet);
        self(c);
        get(c, "wait", CD_int);
        c.iconst_1().isub();
        put(c, "wait", CD_int);
        get(c, "wait", CD_int);
        c.ifle(sample);
        call(c, UnitWriter.EVAL, UnitWriter.NOTHING);
        c.return_().labelBinding(sample);
        self(c);
        c.loadConstant(CREDIT);
        invoke(c, "sample", SAMPLE);
        c.return_().labelBinding(quiet);
        call(c, "changed", TEST);
        c.ifeq(same);
        call(c, "wake", UnitWriter.NOTHING);
        c.return_().labelBinding(same);
        set(c, QUIET, CREDIT);
        set(c, "patience", 0);
        c.return_();
    }

    private void busy(CodeBuilder c) {
        set(c, QUIET, 0);
        self(c);
        get(c, "patience", CD_int);
        c.iconst_1().ishl().iconst_1().iadd().loadConstant(PATIENCE);
        c.invokestatic(ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
        put(c, "patience", CD_int);
        self(c);
        get(c, "patience", CD_int);
        put(c, "wait", CD_int);
        c.return_();
    }

    private void set(CodeBuilder c, String field, int value) {
        self(c);
        c.loadConstant(value);
        put(c, field, CD_int);
    }

    private void self(CodeBuilder c) {
        if (shared) {
            c.aload(0);
        }
    }

    private void get(CodeBuilder c, String field, ClassDesc type) {
        self(c);
        if (shared) {
            c.getfield(owner, field, type);
        } else {
            c.getstatic(owner, field, type);
        }
    }

    /** The value is on the stack, above {@link #self}. */
    private void put(CodeBuilder c, String field, ClassDesc type) {
        if (shared) {
            c.putfield(owner, field, type);
        } else {
            c.putstatic(owner, field, type);
        }
    }

    private void call(CodeBuilder c, String method, MethodTypeDesc type) {
        self(c);
        invoke(c, method, type);
    }

    private void invoke(CodeBuilder c, String method, MethodTypeDesc type) {
        if (shared) {
            c.invokevirtual(owner, method, type);
        } else {
            c.invokestatic(owner, method, type);
        }
    }

    private static void jumpUnequal(CodeBuilder c, boolean isLong, Label target) {
        if (isLong) {
            c.lcmp().ifne(target);
        } else {
            c.if_icmpne(target);
        }
    }

    private void changed(CodeBuilder c) {
        Label yes = c.newLabel();
        for (int i = 0; i < monitor.inputs().size(); i++) {
            Slot slot = monitor.inputs().get(i);
            places.load(c, slot);
            get(c, "q" + i, Layout.type(slot));
            jumpUnequal(c, slot.isLong(), yes);
        }
        for (int i = 0; i < monitor.memories().size(); i++) {
            places.version(c, monitor.memories().get(i));
            get(c, "w" + i, CD_int);
            c.if_icmpne(yes);
        }
        c.iconst_0().ireturn();
        c.labelBinding(yes).iconst_1().ireturn();
    }

    private void sample(CodeBuilder c) {
        for (int i = 0; i < monitor.inputs().size(); i++) {
            Slot slot = monitor.inputs().get(i);
            self(c);
            places.load(c, slot);
            put(c, "q" + i, Layout.type(slot));
        }
        for (int i = 0; i < monitor.memories().size(); i++) {
            MemoryArray memory = monitor.memories().get(i);
            self(c);
            places.version(c, memory);
            put(c, "w" + i, CD_int);
        }
        int credit = shared ? 1 : 0;
        int variable = credit + 1;
        for (Slot slot : monitor.state()) {
            places.load(c, slot);
            if (slot.isLong()) {
                c.lstore(variable);
            } else {
                c.istore(variable);
            }
            variable += 2;
        }
        call(c, UnitWriter.EVAL, UnitWriter.NOTHING);
        Label busy = c.newLabel();
        variable = credit + 1;
        for (Slot slot : monitor.state()) {
            places.load(c, slot);
            if (slot.isLong()) {
                c.lload(variable);
            } else {
                c.iload(variable);
            }
            jumpUnequal(c, slot.isLong(), busy);
            variable += 2;
        }
        self(c);
        c.iload(credit);
        put(c, QUIET, CD_int);
        c.return_().labelBinding(busy);
        call(c, "busy", UnitWriter.NOTHING);
        c.return_();
    }
}
