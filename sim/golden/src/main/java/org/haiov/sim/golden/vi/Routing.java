package org.haiov.sim.golden.vi;

/**
 * Which hart a VID goes to: "the home hart if it can take it now, else one in U/VS/VU that can, else an idle one (WFI), else the
 * home hart" (Xhaiov section 4), from what stood when the cycle began (docs/hart-link.md, sections 8 and 9).
 */
final class Routing {
    /** No hart now: it waits. */
    static final int NONE = -1;

    /** Harts with nothing presented at a level, by level: "each hart has one presented VID per level, independent of the others". */
    private final int[] free = new int[2];
    /** Harts that can take a VID now: for level 0 those free, for level 1 also "UVE=1, in U/VS/VU, ACT=PARK=PRES=0". */
    private final int[] can = new int[2];
    private int user;
    private int idle;
    private int en;

    /** Takes what stands when a cycle begins; says whether it differs from the cycle before for a level, as a bit mask of levels. */
    int begin(State state) {
        int free0 = 0;
        int free1 = 0;
        for (int h = 0; h < state.size.harts(); h++) {
            free0 |= state.offered[h] < 0 ? 1 << h : 0;
            free1 |= state.userState[h] == UserState.IDLE ? 1 << h : 0;
        }
        int common = (user ^ state.seenUser) | (idle ^ state.seenIdle) | (en ^ state.seenEn);
        user = state.seenUser;
        idle = state.seenIdle;
        en = state.seenEn;
        int can1 = free1 & state.seenUve & state.seenUser;
        int changed = (common | (free[0] ^ free0)) != 0 ? 1 : 0;
        changed |= (common | (free[1] ^ free1) | (can[1] ^ can1)) != 0 ? 2 : 0;
        free[0] = free0;
        can[0] = free0;
        free[1] = free1;
        can[1] = can1;
        return changed;
    }

    /** Harts with nothing presented at this level. */
    int free(int level) {
        return free[level];
    }

    int enabled() {
        return en;
    }

    /** Harts that could be given something at this level. */
    int open(int level) {
        return free[level] & en;
    }

    /** {@code rank * 8 + hart}, or {@link #NONE}. */
    int choose(long config, int level) {
        int affinity = (int) State.AFFINITY.get(config) & en;
        if (affinity == 0) {
            return NONE;
        }
        int home = (int) State.HOME.get(config);
        if ((affinity >>> home & 1) == 0) {
            home = Integer.numberOfTrailingZeros(affinity);
        }
        if ((can[level] >>> home & 1) != 0) {
            return home;
        }
        int running = affinity & can[level] & user;
        if (running != 0) {
            return 8 + Integer.numberOfTrailingZeros(running);
        }
        int waiting = affinity & free[level] & idle;
        if (waiting != 0) {
            return 16 + Integer.numberOfTrailingZeros(waiting);
        }
        return (free[level] >>> home & 1) != 0 ? 24 + home : NONE;
    }

    /** The same among the harts {@code able} to take it at once, of which only those in the affinity mask count: level 2. */
    int chooseAmong(long config, int able) {
        int affinity = (int) State.AFFINITY.get(config) & en & able;
        if (affinity == 0) {
            return NONE;
        }
        int home = (int) State.HOME.get(config);
        if ((affinity >>> home & 1) != 0) {
            return home;
        }
        int running = affinity & user;
        return running != 0 ? 8 + Integer.numberOfTrailingZeros(running) : 16 + Integer.numberOfTrailingZeros(affinity);
    }

    static int hart(int choice) {
        return choice & 7;
    }

    static int rank(int choice) {
        return choice >> 3;
    }

    /** For messages. */
    static String describe(int choice) {
        return choice == NONE ? "no hart" : "hart " + hart(choice) + " with rank " + rank(choice);
    }
}
