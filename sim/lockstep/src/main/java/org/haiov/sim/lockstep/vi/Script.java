package org.haiov.sim.lockstep.vi;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.haiov.facts.Facts;
import org.haiov.facts.Register;
import org.haiov.sim.golden.vi.Bounds;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.ControllerModel;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.sim.golden.vi.UserEvent;

/**
 * A controller under the model, with harts and bus master that do just what they are told, step by step. Pulses (claims, user
 * events) last for the next step; a request or register access holds until it is accepted.
 */
public final class Script {
    private static final Register CONFIG = Facts.viController().register("vid.config");
    private static final int PATIENCE = 20_000;

    private final Controller controller;
    private final ControllerModel model;
    private final Cycle cycle;
    private boolean accessing;
    private int presented;
    /** Slots whose drain was reported done since {@link #drain}. */
    private long drained;

    /** Resets the controller and waits for it to have cleared its memories. All harts are enabled, in VS, with UVE=1. */
    public Script(Controller controller) {
        this.controller = controller;
        Configuration size = controller.size();
        model = new ControllerModel(size);
        cycle = new Cycle(size.harts());
        cycle.en = size.hartMask();
        cycle.uve = size.hartMask();
        Arrays.fill(cycle.mode, Cycle.MODE_VS);
        controller.reset();
        run(Bounds.of(size).startUp() + 2);
    }

    public Configuration size() {
        return controller.size();
    }

    /** Signals of the last step; the inputs of it are those of the next one, too, but for pulses. */
    public Cycle cycle() {
        return cycle;
    }

    public Statistics statistics() {
        return model.statistics();
    }

    /** Cycles since reset. */
    public long now() {
        return model.cycles();
    }

    public void step() {
        controller.cycle(cycle);
        model.cycle(cycle);
        scrambleAccepted();
        accessing &= !cycle.rspValid;
        drained |= cycle.drainDoneValid ? 1L << cycle.drainDoneSlot : 0;
        cycle.sClaim = 0;
        for (int h = 0; h < cycle.uEvent.length; h++) {
            presented &= cycle.uEvent[h] == 0 ? -1 : ~(1 << h);
            cycle.uEvent[h] = 0;
        }
        presented |= cycle.uPush;
    }

    /** What is accepted is no longer driven; what stands beside valid=0 means nothing, and must do nothing. */
    private void scrambleAccepted() {
        for (int left = cycle.accepted(); left != 0; left &= left - 1) {
            int h = Integer.numberOfTrailingZeros(left);
            cycle.reqIndex[h] ^= 1;
            cycle.reqSlot[h] ^= 0x3F;
        }
        cycle.reqValid &= ~cycle.accepted();
        if (cycle.regValid && cycle.regReady) {
            cycle.regValid = false;
            cycle.regWrite = !cycle.regWrite;
            cycle.regAddress ^= 0x30040;
            cycle.regWdata = ~cycle.regWdata;
        }
    }

    public void run(int cycles) {
        for (int i = 0; i < cycles; i++) {
            step();
        }
    }

    /** Steps until it is so after a step. */
    public void until(String what, BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE; i++) {
            step();
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new ScenarioFailure(now(), what + " did not come within " + PATIENCE + " cycles");
    }

    public void expect(String what, boolean holds) {
        if (!holds) {
            throw new ScenarioFailure(now(), "expected: " + what);
        }
    }

    public void expect(String what, long expected, long actual) {
        if (expected != actual) {
            throw new ScenarioFailure(now(), what + ": expected 0x" + Long.toHexString(expected) + ", is 0x" + Long.toHexString(actual));
        }
    }

    /** Ends a scenario: comparisons still to be done are done. */
    public void finish() {
        controller.finish();
    }

    // Requests.

    /** Raises a request; it holds until accepted. */
    public void raise(int hart, long index, int slot) {
        cycle.reqValid |= 1 << hart;
        cycle.reqIndex[hart] = index;
        cycle.reqSlot[hart] = slot;
    }

    /** Raises a request and steps through the cycle of its acceptance. */
    public void request(int hart, long index, int slot) {
        raise(hart, index, slot);
        until("acceptance", () -> (cycle.reqValid >>> hart & 1) == 0);
    }

    /** Makes a request and steps through the cycle of its answer: whether it was good. */
    public boolean ask(int hart, long index, int slot) {
        request(hart, index, slot);
        until("the answer", () -> cycle.ansValid != 0);
        return cycle.ansOk != 0;
    }

    // Registers.

    /** Raises a register access; it holds until accepted. */
    public void start(int offset, boolean write, long value, int log2Bytes) {
        finishAccess();
        accessing = true;
        cycle.regValid = true;
        cycle.regWrite = write;
        cycle.regAddress = offset;
        cycle.regSize = log2Bytes;
        cycle.regWdata = value;
    }

    public void startWrite(String register, int index, long value) {
        start(offset(register, index), true, value, 3);
    }

    /** Does a register access and steps through the cycle of its response: whether it was a fault. */
    public boolean access(int offset, boolean write, long value, int log2Bytes) {
        start(offset, write, value, log2Bytes);
        finishAccess();
        return cycle.rspError;
    }

    /** Steps until the register access that was started, if any, has its response. */
    public void finishAccess() {
        if (accessing) {
            until("the response", () -> !accessing);
        }
    }

    public void write(String register, int index, long value) {
        expect("no fault on a write of " + register, !access(offset(register, index), true, value, 3));
    }

    public long read(String register, int index) {
        expect("no fault on a read of " + register, !access(offset(register, index), false, 0, 3));
        return cycle.rspRdata;
    }

    public long field(String register, int index, String field) {
        return Facts.viController().register(register).field(field).get(read(register, index));
    }

    public static int offset(String register, int index) {
        return Math.toIntExact(Facts.viController().register(register).offset(index));
    }

    // What scenarios are made of.

    public static long config(int level, int priority, int slot, int home, int affinity) {
        return CONFIG.field("V").of(1) | CONFIG.field("level").of(level) | CONFIG.field("priority").of(priority)
                | CONFIG.field("slot").of(slot) | CONFIG.field("home").of(home) | CONFIG.field("affinity").of(affinity);
    }

    /** Map entry {@code vid} leads to the VID; its context is good, its mask off. */
    public void vi(int vid, int level, int priority, int slot, int home, int affinity) {
        write("ctx.suatp", vid, 8L << 60 | vid);
        write("vid.config", vid, config(level, priority, slot, home, affinity));
        aim(vid, slot, vid);
    }

    public void aim(int entry, int slot, int vid) {
        write("map", entry, 1L << 63 | (long) slot << 48 | vid);
    }

    /** Masks a VID that is not masked. */
    public void mask(int vid) {
        write("vid.config", vid, CONFIG.field("mask").mask());
    }

    /** Unmasks a VID, masked or not, with all else as it is. */
    public void unmask(int vid) {
        write("vid.config", vid, read("vid.config", vid) & ~CONFIG.field("mask").mask());
    }

    public void claim(int hart) {
        cycle.sClaim |= 1 << hart;
        step();
    }

    public void event(int hart, UserEvent event) {
        cycle.uEvent[hart] = event.code();
        step();
    }

    public boolean offered(int hart) {
        return (cycle.sOffer >>> hart & 1) != 0;
    }

    public boolean pushed(int hart) {
        return (cycle.uPush >>> hart & 1) != 0;
    }

    /** Whether a user VI was pushed to the hart and the hart has sent no event since. */
    public boolean presented(int hart) {
        return (presented >>> hart & 1) != 0;
    }

    public boolean withdrawing(int hart) {
        return (cycle.uWithdraw >>> hart & 1) != 0;
    }

    public void untilOffered(int hart) {
        until("an offer to hart " + hart, () -> offered(hart));
    }

    /** Steps through the cycle of u.push: the hart's state is PRES then. */
    public void untilPushed(int hart) {
        until("a push to hart " + hart, () -> pushed(hart));
    }

    /** Starts the write that requests a drain. */
    public void drain(int slot) {
        finishAccess();
        drained &= ~(1L << slot);
        startWrite("slot.drain", slot, 1);
    }

    /** Whether the drain last requested was reported done. */
    public boolean drained(int slot) {
        return (drained >>> slot & 1) != 0;
    }

    public void untilDrained(int slot) {
        finishAccess();
        if (!drained(slot)) {
            until("the drain of slot " + slot, () -> drained(slot));
        }
    }

    public boolean pending(int vid) {
        return (read("pending", vid / 64) >>> vid & 1) != 0;
    }

    public int deliveries(int vid) {
        return (int) field("vid.count", vid, "deliveries");
    }

    public int coalesced(int vid) {
        return (int) field("vid.count", vid, "coalesced");
    }
}
