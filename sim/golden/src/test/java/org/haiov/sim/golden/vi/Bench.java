package org.haiov.sim.golden.vi;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.haiov.facts.Facts;
import org.haiov.facts.Register;

/**
 * A reference controller under the model, with harts and bus master that do just what a test says. Pulses last for one step. What
 * the model sees can be tampered with, to show that it notices.
 */
final class Bench {
    static final Configuration SMALL = new Configuration(2, 16, 16, 4);
    private static final Register CONFIG = Facts.viController().register("vid.config");
    private static final int PATIENCE = 5000;

    final Configuration size;
    final Cycle c;
    final ReferenceController controller;
    final ControllerModel model;
    private Consumer<Cycle> tamper = cycle -> { };

    Bench() {
        this(SMALL, ReferenceController.Bug.NONE);
    }

    Bench(ReferenceController.Bug bug) {
        this(SMALL, bug);
    }

    /** All harts enabled, in VS with UVE=1; memories cleared. */
    Bench(Configuration size, ReferenceController.Bug bug) {
        this.size = size;
        c = new Cycle(size.harts());
        controller = new ReferenceController(size, new SplittableRandom(1), 1, bug);
        model = new ControllerModel(size);
        c.en = size.hartMask();
        c.uve = size.hartMask();
        for (int h = 0; h < size.harts(); h++) {
            c.mode[h] = Cycle.MODE_VS;
        }
        run(Bounds.of(size).startUp() + 1);
    }

    /** From now on the model sees each cycle as {@code change} leaves it; the controller does not. */
    void tamper(Consumer<Cycle> change) {
        tamper = change;
    }

    void step() {
        int accepted = 0;
        controller.cycle(c);
        accepted = c.accepted();
        boolean access = c.regValid && c.regReady;
        tamper.accept(c);
        model.cycle(c);
        c.reqValid &= ~accepted;
        c.regValid &= !access;
        c.sClaim = 0;
        Arrays.fill(c.uEvent, 0);
    }

    void run(int cycles) {
        for (int i = 0; i < cycles; i++) {
            step();
        }
    }

    /** Steps until it is so after a step. */
    void until(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE; i++) {
            step();
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new AssertionError("not within " + PATIENCE + " cycles");
    }

    /** Raises a request and steps until it is accepted. */
    void request(int hart, long index, int slot) {
        raise(hart, index, slot);
        until(() -> (c.accepted() >>> hart & 1) != 0 || (c.reqValid >>> hart & 1) == 0);
    }

    void raise(int hart, long index, int slot) {
        c.reqValid |= 1 << hart;
        c.reqIndex[hart] = index;
        c.reqSlot[hart] = slot;
    }

    /** A request and its answer: whether it was accepted as good. */
    boolean ask(int hart, long index, int slot) {
        request(hart, index, slot);
        until(() -> c.ansValid != 0);
        return c.ansOk != 0;
    }

    void write(String register, int index, long value) {
        access(offset(register, index), true, value);
    }

    long read(String register, int index) {
        access(offset(register, index), false, 0);
        return c.rspRdata;
    }

    static int offset(String register, int index) {
        return Math.toIntExact(Facts.viController().register(register).offset(index));
    }

    void access(int offset, boolean write, long value) {
        access(offset, write, value, 3);
    }

    void access(int offset, boolean write, long value, int log2Bytes) {
        start(offset, write, value, log2Bytes);
        until(() -> c.rspValid);
    }

    void start(int offset, boolean write, long value, int log2Bytes) {
        c.regValid = true;
        c.regWrite = write;
        c.regAddress = offset;
        c.regSize = log2Bytes;
        c.regWdata = value;
    }

    long field(String register, int index, String field) {
        return Facts.viController().register(register).field(field).get(read(register, index));
    }

    static long config(int level, int priority, int slot, int home, int affinity) {
        return CONFIG.field("V").of(1) | CONFIG.field("level").of(level) | CONFIG.field("priority").of(priority)
                | CONFIG.field("slot").of(slot) | CONFIG.field("home").of(home) | CONFIG.field("affinity").of(affinity);
    }

    /** Map entry {@code vid} leads to the VID; its context is valid, its mask off. */
    void vi(int vid, int level, int priority, int slot, int home, int affinity) {
        write("ctx.suatp", vid, 8L << 60);
        write("vid.config", vid, config(level, priority, slot, home, affinity));
        write("map", vid, 1L << 63 | (long) slot << 48 | vid);
    }

    void mask(int vid) {
        write("vid.config", vid, CONFIG.field("mask").mask());
    }

    void claim(int hart) {
        c.sClaim |= 1 << hart;
        step();
    }

    void event(int hart, UserEvent event) {
        c.uEvent[hart] = event.code();
        step();
    }

    boolean offered(int hart) {
        return (c.sOffer >>> hart & 1) != 0;
    }

    /** Steps until a user VI has been pushed to the hart, so that its state is PRES. */
    void untilPushed(int hart) {
        until(() -> (c.uPush >>> hart & 1) != 0);
    }
}
