package org.haiov.sim.lockstep.vi;

import java.util.SplittableRandom;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.UserEvent;

/**
 * A hart at its link, by docs/hart-link.md: what it drives in a cycle depends on what it saw in the cycles before. Random within
 * what is allowed; the chances come from a {@link Profile}.
 */
final class HartDriver {
    private static final int[] MODES = {Cycle.MODE_U, Cycle.MODE_HS, Cycle.MODE_M, Cycle.MODE_VU, Cycle.MODE_VS, Cycle.MODE_VS, Cycle.MODE_HS,
        Cycle.MODE_U};
    /** The hart must answer u.withdraw within 64 cycles; it does so a little before. */
    private static final int PATIENCE = 60;

    private enum State {
        IDLE, PRES, ACT, PARK
    }

    private final int hart;
    private final int bit;
    private final TrafficPlan plan;
    private final SplittableRandom random;

    private State state = State.IDLE;
    private boolean disabledAtPush;
    private int withdrawn;
    private boolean requesting;
    private long index;
    private int slot;
    private int mode = Cycle.MODE_M;
    private int modeBefore;
    private boolean wfi;
    private boolean uve;
    private boolean en = true;
    private int hotStart;
    private int vsChanging;
    private boolean vsEnable;
    private int vsSlot;
    private int vsVcpu;

    HartDriver(int hart, TrafficPlan plan, SplittableRandom random) {
        this.hart = hart;
        this.bit = 1 << hart;
        this.plan = plan;
        this.random = random;
    }

    /** Drives the next cycle; {@code cycle} holds the one before, as far as this hart has not overwritten it. */
    void drive(Cycle cycle, Profile profile, boolean mayRequest) {
        boolean accepted = requesting && (cycle.reqReady & bit) != 0;
        boolean pushed = (cycle.uPush & bit) != 0;
        boolean withdraw = (cycle.uWithdraw & bit) != 0;
        boolean offered = (cycle.sOffer & bit) != 0;
        long chances = random.nextLong();

        if (pushed) {
            state = State.PRES;
            disabledAtPush = !en;
            withdrawn = 0;
        }
        cycle.uEvent[hart] = userEvent(profile, (int) (chances & 0xFFFF), withdraw).code();
        changeStatus(profile, (int) (chances >>> 16 & 0xFFFF));
        boolean claims = (chances >>> 32 & 0xFFFF) < (offered ? profile.claim() : 20);
        if (accepted) {
            requesting = false;
            // What stands beside req.valid=0 means nothing, and must do nothing.
            index = chances >>> 31;
            slot = (int) (chances & 63);
        }
        if (!requesting && mayRequest && (chances >>> 48) < profile.request()) {
            request(profile);
        }

        cycle.reqValid = set(cycle.reqValid, requesting);
        cycle.reqIndex[hart] = index;
        cycle.reqSlot[hart] = slot;
        cycle.sClaim = set(cycle.sClaim, claims);
        cycle.mode[hart] = mode;
        cycle.wfi = set(cycle.wfi, wfi);
        cycle.uve = set(cycle.uve, uve);
        cycle.en = set(cycle.en, en);
        driveVs(cycle, (chances & 0xFFFF_0000L) == 0x1234_0000L);
    }

    /** Now and then a write of hvictx: vs.change until vs.quiet, then the new levels as it falls (docs/hart-link.md, section 6). */
    private void driveVs(Cycle cycle, boolean begin) {
        boolean quiet = (cycle.vsQuiet & bit) != 0;
        if (vsChanging > 0 && quiet) {
            vsChanging = 0;
            vsEnable = random.nextBoolean();
            vsSlot = random.nextInt(64);
            vsVcpu = random.nextInt(128);
        } else if (vsChanging > 0 || begin && !quiet) {
            vsChanging++;
        }
        cycle.vsChange = set(cycle.vsChange, vsChanging > 0);
        cycle.vsEnable = set(cycle.vsEnable, vsEnable);
        cycle.vsSlot[hart] = vsSlot;
        cycle.vsVcpu[hart] = vsVcpu;
    }

    private int set(int bits, boolean value) {
        return value ? bits | bit : bits & ~bit;
    }

    private UserEvent userEvent(Profile profile, int chance, boolean withdraw) {
        switch (state) {
            case PRES -> {
                if (disabledAtPush) {
                    state = State.IDLE;
                    return UserEvent.GIVEBACK;
                }
                if (withdraw && (++withdrawn >= PATIENCE || chance < profile.withdrawn())) {
                    state = State.IDLE;
                    return UserEvent.WITHDRAWN;
                }
                return presented(profile, withdraw ? chance - profile.withdrawn() : chance);
            }
            case ACT -> {
                if (chance < profile.leave()) {
                    state = State.IDLE;
                    mode = modeBefore;
                    return UserEvent.END;
                }
                if (chance - profile.leave() < profile.park()) {
                    state = State.PARK;
                    mode = Cycle.MODE_HS;
                    return UserEvent.PARK;
                }
            }
            case PARK -> {
                if (chance < profile.leave()) {
                    state = State.IDLE;
                    return UserEvent.RELEASE;
                }
                if (user() && chance - profile.leave() < profile.park()) {
                    enter();
                    return UserEvent.RESUME;
                }
            }
            case IDLE -> { }
        }
        return UserEvent.NONE;
    }

    private UserEvent presented(Profile profile, int chance) {
        if (user() && uve) {
            if (chance < profile.enter()) {
                enter();
                return UserEvent.ENTER;
            }
            return UserEvent.NONE;
        }
        if (chance < profile.software()) {
            state = State.IDLE;
            return (chance & 1) != 0 ? UserEvent.TAKE : UserEvent.GIVEBACK;
        }
        return UserEvent.NONE;
    }

    private void enter() {
        state = State.ACT;
        modeBefore = mode;
        mode = Cycle.MODE_U;
        wfi = false;
    }

    private boolean user() {
        return mode != Cycle.MODE_HS && mode != Cycle.MODE_M;
    }

    private void changeStatus(Profile profile, int chance) {
        if (state == State.ACT) {
            return;
        }
        if (chance < profile.status()) {
            int what = random.nextInt(16);
            if (what < 8) {
                mode = MODES[what];
                wfi = false;
            } else if (what < 11) {
                wfi = !wfi;
            } else {
                uve = what < 15;
            }
        } else if (state == State.IDLE && chance - profile.status() < profile.enable()) {
            en = !en;
        } else if (!en && chance > 65536 - 200) {
            en = true;
        }
    }

    private void request(Profile profile) {
        requesting = true;
        int entries = plan.size.entries();
        int entry;
        if (profile.hot() == 0) {
            entry = random.nextInt(entries);
        } else {
            if (random.nextInt(2000) == 0) {
                hotStart = random.nextInt(entries);
            }
            entry = hotStart + random.nextInt(profile.hot()) & entries - 1;
        }
        index = entry;
        slot = plan.entrySlot[entry];
        if (random.nextInt(65536) < profile.wild()) {
            switch (random.nextInt(4)) {
                case 0 -> index = random.nextLong() & 0x1_FFFF_FFFFL;
                case 1 -> index = entries + random.nextInt(4 * entries);
                case 2 -> slot = random.nextInt(64);
                default -> index = entry + (1L << 10 + random.nextInt(23));
            }
        }
    }

    /** Whether it holds nothing and waits for nothing. */
    boolean atRest() {
        return state == State.IDLE && !requesting;
    }
}
