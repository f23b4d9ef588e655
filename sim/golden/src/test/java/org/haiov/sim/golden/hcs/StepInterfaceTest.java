package org.haiov.sim.golden.hcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGeneratorFactory;
import org.haiov.sim.golden.hart.Interrupts;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hcs.ContextSwitch.Change;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lockstep: who chooses is somebody else; what he says is taken, if it is legal, and what he leaves undone is counted. */
class StepInterfaceTest {
    private static final int CONFIG = 0x20000;
    private static final int STATE = 0x20008;
    private static final int CTX = 0x40000;
    private static final int DRAIN = 0x60010;
    private static final int SET = 0x71000;
    private static final long MASKED = 1L << 62;
    private static final long CODE = 0x80010000L;
    private static final long HANDLER = 0x80030000L;
    private static final int NOP = 0x13;

    private RandomHart h;
    private HartState s;

    @BeforeEach
    void quiet() {
        h = new RandomHart(RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        s = h.s;
        h.controller.follow();
        for (int vid = 0; vid < RandomHart.VIDS; vid++) {
            h.controller.write(CONFIG + 64 * vid, MASKED);
            h.controller.write(CONFIG + 64 * vid, MASKED);
            h.controller.write(CTX + 64 * vid, HANDLER);
            h.controller.write(CTX + 64 * vid + 24, 8L << 60 | 0x80050);
            h.controller.write(CTX + 64 * vid + 40, vid == 2 ? 1000 : 0);
        }
        h.kernelWrite("mie", 0);
        h.kernelWrite("satp", 0);
        h.kernelWrite("shcs", RandomHart.mask("UVE"));
        for (int i = 0; i < 4096; i += 4) {
            h.ram.store(CODE + i - 0x80000000L, 4, NOP);
            h.ram.store(HANDLER + i - 0x80000000L, 4, NOP);
        }
        mode(0, false);
    }

    private void mode(int privilege, boolean virtual) {
        s.privilege = privilege;
        s.virtual = virtual;
        s.pc = CODE;
        s.modeChanged();
    }

    private void userVi(int vid) {
        h.controller.write(CONFIG + 64 * vid, 1L << 63 | 1L << 60 | 1L << 24);
        h.controller.write(SET, 1L << vid);
    }

    /** The message of a refusal. */
    private static void refused(String why, Runnable act) {
        String message = assertThrows(IllegalArgumentException.class, act::run).getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void aVidIsPresentedWhenToldAndLegal() {
        refused("it does not want presentation", () -> h.controller.present(1, 0));
        userVi(1);
        assertFalse(s.xhaiov.presented, "nobody has said so");
        refused("there is no vid 99", () -> h.controller.present(99, 0));
        refused("or no hart 3", () -> h.controller.present(1, 3));
        h.controller.write(DRAIN, 1);
        refused("it does not want presentation", () -> h.controller.present(1, 0));
        h.controller.write(DRAIN, 0);
        userVi(2);
        h.controller.present(2, 0); // not the one that the model would choose
        assertTrue(s.xhaiov.presented);
        assertEquals(2, s.xhaiov.vid);
        refused("the hart has one of that level already", () -> h.controller.present(1, 0));
    }

    @Test
    void anIllegalHartIsRefused() {
        h.controller.write(CONFIG + 64, 1L << 63 | 1L << 60);
        h.controller.write(SET, 2);
        refused("the hart is not in its affinity mask", () -> h.controller.present(1, 0));
        h.controller.write(CONFIG + 64 * 3, 1L << 63 | 2L << 60 | 5L << 40 | 1L << 24);
        h.controller.write(SET, 8);
        mode(1, false);
        h.kernelWrite("hvictx", 1L << 54 | 6L << 56);
        refused("its vCPU is not on the hart", () -> h.controller.present(3, 0));
        h.controller.write(0x60000, 1L << 16);
        h.controller.write(CONFIG + 64 * 4, 1L << 63 | 1L << 24);
        h.controller.write(SET, 16);
        refused("no token", () -> h.controller.present(4, 0));
    }

    @Test
    void presentationsLeftUndoneAreCounted() {
        h.stepper.instruction();
        assertEquals(0, h.controller.overdue());
        userVi(1);
        for (int i = 0; i < 10; i++) {
            h.stepper.instruction();
        }
        assertEquals(10, h.controller.overdue());
        h.controller.present(1, 0);
        assertEquals(0, h.controller.overdue());
    }

    @Test
    void entryIsTakenWhenToldAndOverdueElse() {
        refused("user VI interrupt may not be taken", () -> h.stepper.interrupt(Interrupts.USER_VI));
        userVi(1);
        h.controller.present(1, 0);
        mode(1, false);
        refused("in HS", () -> h.stepper.interrupt(Interrupts.USER_VI));
        mode(1, true);
        for (int i = 0; i < 5; i++) {
            assertEquals(Change.NONE, h.stepper.instruction().change());
        }
        assertEquals(5, h.stepper.overdue());
        Retirement entry = h.stepper.interrupt(Interrupts.USER_VI);
        assertEquals(Retirement.Kind.SWITCH, entry.kind());
        assertEquals(Change.ENTERED, entry.change());
        assertEquals(HANDLER, entry.nextPc());
        assertEquals(0, h.stepper.overdue());
        refused("shcs = 0x", () -> h.stepper.interrupt(Interrupts.USER_VI));
    }

    @Test
    void reEntryWaitsForTheInstructionThatIsOwed() {
        userVi(1);
        h.controller.present(1, 0);
        h.stepper.interrupt(Interrupts.USER_VI);
        h.ram.store(HANDLER - 0x80000000L, 4, 0x00200073);
        h.controller.write(SET, 2);
        assertEquals(Change.ENDED, h.stepper.instruction().change());
        h.controller.present(1, 0);
        refused("user VI", () -> h.stepper.interrupt(Interrupts.USER_VI));
        h.stepper.instruction();
        assertEquals(Change.ENTERED, h.stepper.interrupt(Interrupts.USER_VI).change());
    }

    @Test
    void aLimitRunsOutWhenTold() {
        refused("limit of the handler may not be taken", () -> h.stepper.interrupt(Interrupts.LIMIT));
        userVi(1);
        h.controller.present(1, 0);
        h.stepper.interrupt(Interrupts.USER_VI);
        refused("limit of the handler", () -> h.stepper.interrupt(Interrupts.LIMIT)); // VID 1 has none
        h.ram.store(HANDLER - 0x80000000L, 4, 0x00200073);
        h.stepper.instruction();
        h.ram.store(HANDLER - 0x80000000L, 4, NOP);
        userVi(2);
        h.controller.present(2, 0);
        h.stepper.instruction();
        h.stepper.interrupt(Interrupts.USER_VI);
        Retirement limit = h.stepper.interrupt(Interrupts.LIMIT);
        assertEquals(Change.STOPPED, limit.change());
        assertTrue(s.xhaiov.parked && s.xhaiov.fault);
    }

    @Test
    void aWithdrawalLastsUntilTheHartAnswers() {
        refused("nothing is being withdrawn", () -> h.controller.withdrawn(0));
        userVi(1);
        h.controller.present(1, 0);
        h.controller.write(CONFIG + 64, MASKED);
        assertTrue(s.xhaiov.presented, "the hart may still enter");
        assertEquals(3, h.controller.read(STATE + 64) & 7);
        h.controller.withdrawn(0);
        assertFalse(s.xhaiov.presented);
        assertEquals(1, h.controller.read(STATE + 64) & 7);
        h.controller.write(CONFIG + 64, 1L << 63 | 1L << 60 | 1L << 24);
        h.controller.present(1, 0);
        h.controller.write(CONFIG + 64, MASKED);
        h.stepper.interrupt(Interrupts.USER_VI); // it did
        assertEquals(4, h.controller.read(STATE + 64) & 7);
    }

    @Test
    void theDoorbellRingsWhenToldAndLegal() {
        refused("no reason for the doorbell", () -> h.stepper.doorbell());
        userVi(1);
        h.controller.present(1, 0);
        refused("no reason for the doorbell", () -> h.stepper.doorbell()); // in U it is entered instead
        mode(1, false);
        h.kernelWrite("sie", Interrupt.DOORBELL);
        refused("doorbell interrupt may not be taken", () -> h.stepper.interrupt(26));
        h.stepper.doorbell();
        s.mstatus |= 2;
        assertEquals(1L << 63 | 26, h.stepper.interrupt(26).trap().cause());
    }
}
