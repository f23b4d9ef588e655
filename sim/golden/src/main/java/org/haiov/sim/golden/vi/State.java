package org.haiov.sim.golden.vi;

import java.util.Arrays;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;

/** The architectural state of a controller, with what it mirrors of its harts. Plain arrays: it is read several times a cycle. */
final class State {
    /** Where a VID is. */
    enum Place {
        NOWHERE,
        /** Level 0 or 2, on a hart's s.offer or vs.offer. */
        OFFERED,
        /** Level 1, pushed to a hart and neither entered, taken nor returned. */
        PUSHED,
        /** Level 1, its handler running or parked. */
        RUNNING
    }

    static final int CTX_SUATP = 3;
    static final int CTX_LIMIT = 5;
    static final int SUPERVISOR = 0;
    static final int USER = 1;
    static final int GUEST = 2;

    private static final Register CONFIG = Facts.viController().register("vid.config");
    static final Field VALID = CONFIG.field("V");
    static final Field MASK = CONFIG.field("mask");
    static final Field LEVEL = CONFIG.field("level");
    static final Field PRIORITY = CONFIG.field("priority");
    static final Field SLOT = CONFIG.field("slot");
    static final Field VCPU = CONFIG.field("vCPU");
    static final Field HOME = CONFIG.field("home");
    static final Field AFFINITY = CONFIG.field("affinity");
    static final Field NUMBER = CONFIG.field("guest");
    private static final Field SUATP_MODE = Facts.viController().register("ctx.suatp").field("MODE");
    private static final long SV39 = Facts.viController().constant("suatpModeSv39");

    final Configuration size;
    /** Whether level 2 is presented at all. */
    final boolean guests;
    final long[] map;
    final long[] config;
    final long[][] ctx;
    final int[] deliveries;
    final int[] coalesced;
    final long[] pending;
    final long[] bucket;
    final long[] evict;
    /** Slots with drain requested. */
    long drained;

    final Place[] place;
    final int[] hart;
    final boolean[] withdrawing;
    /** Pushed, and its pending bit cleared by software since: what pends now, if anything, is newer than the push. */
    final boolean[] cleared;
    /** VIDs presented, running or parked, by slot. */
    final int[] placedInSlot;
    /** Requests accepted and not yet answered, by sender's slot. */
    final int[] unanswered = new int[64];

    /** VID on s.offer of each hart, -1 for none; the same for vs.offer. */
    final int[] offered;
    final int[] guestOffered;
    final UserState[] userState;
    final int[] userVid;

    /** What the controller sees of the harts: the levels of the cycle before, a bit a hart. */
    int seenUser;
    int seenIdle;
    int seenUve;
    int seenEn;

    State(Configuration size, boolean guests) {
        this.size = size;
        this.guests = guests;
        map = new long[size.entries()];
        config = new long[size.vids()];
        ctx = new long[size.vids()][Cycle.CONTEXT_WORDS];
        deliveries = new int[size.vids()];
        coalesced = new int[size.vids()];
        pending = new long[size.pendingWords()];
        bucket = new long[size.slots()];
        evict = new long[size.slots()];
        place = new Place[size.vids()];
        hart = new int[size.vids()];
        withdrawing = new boolean[size.vids()];
        cleared = new boolean[size.vids()];
        placedInSlot = new int[size.slots()];
        offered = new int[size.harts()];
        guestOffered = new int[size.harts()];
        userState = new UserState[size.harts()];
        userVid = new int[size.harts()];
        Arrays.fill(config, MASK.mask());
        Arrays.fill(place, Place.NOWHERE);
        Arrays.fill(offered, -1);
        Arrays.fill(guestOffered, -1);
        Arrays.fill(userState, UserState.IDLE);
        Arrays.fill(userVid, -1);
    }

    boolean pending(int vid) {
        return (pending[vid >>> 6] >>> vid & 1) != 0;
    }

    void setPending(int vid, boolean value) {
        if (value) {
            pending[vid >>> 6] |= 1L << vid;
        } else {
            pending[vid >>> 6] &= ~(1L << vid);
        }
    }

    boolean masked(int vid) {
        return (config[vid] & MASK.mask()) != 0;
    }

    int level(int vid) {
        return (int) LEVEL.get(config[vid]);
    }

    int priority(int vid) {
        return (int) PRIORITY.get(config[vid]);
    }

    int slot(int vid) {
        return (int) SLOT.get(config[vid]);
    }

    boolean isDrained(int slot) {
        return (drained >>> slot & 1) != 0;
    }

    /** Masked and not presented, running or parked: then all of its configuration may be written. */
    boolean configurable(int vid) {
        return masked(vid) && place[vid] == Place.NOWHERE;
    }

    boolean deliverable(int vid) {
        return switch (level(vid)) {
            case SUPERVISOR -> true;
            case USER -> SUATP_MODE.get(ctx[vid][CTX_SUATP]) == SV39;
            case GUEST -> guests;
            default -> false;
        };
    }

    /** It wants presentation, tokens aside (docs/hart-link.md, section 8). */
    boolean waits(int vid) {
        return pending(vid) && (config[vid] & (VALID.mask() | MASK.mask())) == VALID.mask() && place[vid] == Place.NOWHERE
                && !isDrained(slot(vid)) && deliverable(vid);
    }

    boolean drainIsDone(int slot) {
        return isDrained(slot) && placedInSlot[slot] == 0 && unanswered[slot] == 0;
    }

    void put(int vid, Place where, int onHart) {
        if (place[vid] == Place.NOWHERE) {
            placedInSlot[slot(vid)]++;
        }
        place[vid] = where;
        hart[vid] = onHart;
    }

    void takeAway(int vid) {
        placedInSlot[slot(vid)]--;
        place[vid] = Place.NOWHERE;
        hart[vid] = 0;
        withdrawing[vid] = false;
        cleared[vid] = false;
    }

    /** One VID in words. */
    String describe(int vid) {
        return "vid " + vid + ": " + (pending(vid) ? "pending" : "not pending") + ", " + place[vid]
                + (place[vid] == Place.NOWHERE ? "" : " on hart " + hart[vid]) + (withdrawing[vid] ? ", being withdrawn" : "")
                + (cleared[vid] ? ", cleared since pushed" : "") + ", V=" + VALID.get(config[vid]) + " mask=" + MASK.get(config[vid])
                + " level=" + level(vid) + " priority=" + priority(vid) + " slot=" + slot(vid)
                + (isDrained(slot(vid)) ? " (drained)" : "") + " home=" + HOME.get(config[vid])
                + " affinity=0b" + Long.toBinaryString(AFFINITY.get(config[vid])) + " deliveries=" + Integer.toUnsignedString(deliveries[vid])
                + " coalesced=" + Integer.toUnsignedString(coalesced[vid]);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("  state (" + size + "):\n");
        for (int h = 0; h < size.harts(); h++) {
            text.append("    hart ").append(h).append(": seen user=").append(seenUser >>> h & 1).append(" idle=").append(seenIdle >>> h & 1)
                    .append(" uve=").append(seenUve >>> h & 1).append(" en=").append(seenEn >>> h & 1)
                    .append(offered[h] < 0 ? ", no offer" : ", offers vid " + offered[h]).append(", user VI ").append(userState[h])
                    .append(userState[h] == UserState.IDLE ? "" : " vid " + userVid[h]).append('\n');
        }
        int shown = 0;
        for (int vid = 0; vid < size.vids() && shown < 32; vid++) {
            if (pending(vid) || place[vid] != Place.NOWHERE) {
                text.append("    ").append(describe(vid)).append('\n');
                shown++;
            }
        }
        if (shown == 32) {
            text.append("    (further VIDs left out)\n");
        }
        return text.toString();
    }
}
