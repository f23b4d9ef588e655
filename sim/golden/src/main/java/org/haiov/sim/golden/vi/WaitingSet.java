package org.haiov.sim.golden.vi;

/**
 * The VIDs that want presentation, and for how long: "ties: higher priority, lower VID" and the bound on how long the choice may
 * take (docs/hart-link.md, section 10).
 *
 * <p>The bound holds for a VID that in every cycle has some hart to go to and is, of its level, the best that wants that hart. So it
 * is enough to watch the best one for each level and hart; while nothing changes they need not be looked for again.
 */
final class WaitingSet {
    private static final int PRIORITIES = 4;
    private static final int LEVELS = 2;
    /** Cycles that news of a waiting VID may take inside the controller. */
    private static final int MARGIN = 8;

    private final State state;
    private final Journal journal;
    private final Routing routing;
    private final TokenBuckets buckets;
    private final Bounds bounds;
    private final int words;

    private final boolean[] waits;
    private final long[] since;
    /** Waiting VIDs by level and priority. */
    private final long[][] bits;
    /** Those of them with one hart in their affinity, by level, priority and hart: they can go nowhere else. */
    private final long[][] bound;
    private final int[] bitsIndex;
    private final int[] boundIndex;

    private final Level[] levels = new Level[LEVELS];
    /** Since when a hart is free, by level, and enabled. */
    private final long[][] freeSince;
    private final int[] wasFree = new int[LEVELS];
    private final long[] enabledSince;
    private int wasEnabled;

    private static final class Level {
        /** Best VIDs of the last look, for up to 8 harts. */
        final int[] best = new int[8];
        int count;
        boolean changed = true;
        /** When a token may come that makes a VID want. */
        long lookAgain = TokenBuckets.NEVER;
        long deadline = TokenBuckets.NEVER;
    }

    private final long[] bestSince;
    private final boolean[] isBest;
    private final int[] scratch = new int[8];

    WaitingSet(State state, Journal journal, Routing routing, TokenBuckets buckets, Bounds bounds) {
        this.state = state;
        this.journal = journal;
        this.routing = routing;
        this.buckets = buckets;
        this.bounds = bounds;
        int vids = state.size.vids();
        words = state.size.pendingWords();
        waits = new boolean[vids];
        since = new long[vids];
        bits = new long[LEVELS * PRIORITIES][words];
        bound = new long[LEVELS * PRIORITIES * 8][words];
        bitsIndex = new int[vids];
        boundIndex = new int[vids];
        bestSince = new long[vids];
        isBest = new boolean[vids];
        freeSince = new long[LEVELS][state.size.harts()];
        enabledSince = new long[state.size.harts()];
        for (int l = 0; l < LEVELS; l++) {
            levels[l] = new Level();
        }
    }

    boolean waits(int vid) {
        return waits[vid];
    }

    /** To be called after anything that may have changed whether a VID wants presentation. */
    void refresh(int vid) {
        boolean now = state.waits(vid);
        if (now == waits[vid]) {
            return;
        }
        waits[vid] = now;
        int word = vid >>> 6;
        long bit = 1L << vid;
        if (now) {
            int key = state.level(vid) * PRIORITIES + state.priority(vid);
            int affinity = (int) State.AFFINITY.get(state.config[vid]);
            since[vid] = journal.now();
            bitsIndex[vid] = key;
            bits[key][word] |= bit;
            boundIndex[vid] = Integer.bitCount(affinity) == 1 ? key * 8 + Integer.numberOfTrailingZeros(affinity) : -1;
            if (boundIndex[vid] >= 0) {
                bound[boundIndex[vid]][word] |= bit;
            }
        } else {
            bits[bitsIndex[vid]][word] &= ~bit;
            if (boundIndex[vid] >= 0) {
                bound[boundIndex[vid]][word] &= ~bit;
            }
        }
        levels[bitsIndex[vid] / PRIORITIES].changed = true;
    }

    void refreshSlot(int slot) {
        for (int vid = 0; vid < state.size.vids(); vid++) {
            if (state.slot(vid) == slot) {
                refresh(vid);
            }
        }
    }

    void refreshWord(int word, long vids) {
        for (long left = vids; left != 0; left &= left - 1) {
            refresh(64 * word + Long.numberOfTrailingZeros(left));
        }
    }

    /** A bucket was written: who may have a token, and since when, is new. */
    void bucketWritten() {
        levels[0].changed = true;
        levels[1].changed = true;
    }

    /** When a cycle begins; {@code changedLevels} as {@link Routing#begin} says. */
    void begin(int changedLevels) {
        levels[0].changed |= (changedLevels & 1) != 0;
        levels[1].changed |= (changedLevels & 2) != 0;
        for (int l = 0; l < LEVELS; l++) {
            wasFree[l] = started(routing.free(l), wasFree[l], freeSince[l]);
        }
        wasEnabled = started(routing.enabled(), wasEnabled, enabledSince);
    }

    private int started(int harts, int before, long[] since) {
        for (int left = harts & ~before; left != 0; left &= left - 1) {
            since[Integer.numberOfTrailingZeros(left)] = journal.now();
        }
        return harts;
    }

    /**
     * A better VID that can go to this hart only, and waited for it before it became free, must not be passed over. (Of a hart that
     * was enabled since then it may be known to the controller only now.)
     */
    void checkPriority(int vid, int hart, int level) {
        if (enabledSince[hart] > freeSince[level][hart]) {
            return;
        }
        long known = freeSince[level][hart] - MARGIN;
        int own = state.priority(vid);
        for (int priority = PRIORITIES - 1; priority >= own; priority--) {
            long[] candidates = bound[(level * PRIORITIES + priority) * 8 + hart];
            for (int w = 0; w < words; w++) {
                for (long left = candidates[w]; left != 0; left &= left - 1) {
                    int other = 64 * w + Long.numberOfTrailingZeros(left);
                    if (priority == own && other >= vid) {
                        return;
                    }
                    if (since[other] <= known && buckets.certainFrom(state.slot(other)) <= known) {
                        throw journal.broken(Rule.PRIORITY, "hart " + hart + " is given vid " + vid + " (priority " + own + ") while vid "
                                + other + " (priority " + priority + "), which can go to no other hart, has waited since cycle "
                                + since[other] + " and the hart is free since " + freeSince[level][hart]);
                    }
                }
            }
        }
    }

    /** At a cycle's end: finds who is best for each hart and checks that nobody is so for too long. */
    void end() {
        long now = journal.now();
        for (int l = 0; l < LEVELS; l++) {
            Level level = levels[l];
            if (level.changed || now >= level.lookAgain) {
                look(l, level, now);
            }
            if (now > level.deadline) {
                overdue(l, level, now);
            }
        }
    }

    private void look(int l, Level level, long now) {
        int open = routing.open(l);
        int found = 0;
        level.changed = false;
        level.lookAgain = TokenBuckets.NEVER;
        for (int priority = PRIORITIES - 1; priority >= 0 && open != 0; priority--) {
            long[] candidates = bits[l * PRIORITIES + priority];
            for (int w = 0; w < words && open != 0; w++) {
                for (long left = candidates[w]; left != 0 && open != 0; left &= left - 1) {
                    int vid = 64 * w + Long.numberOfTrailingZeros(left);
                    long possible = buckets.possibleFrom(state.slot(vid));
                    if (now < possible) {
                        level.lookAgain = Math.min(level.lookAgain, possible);
                        continue;
                    }
                    int choice = routing.choose(state.config[vid], l);
                    if (choice != Routing.NONE && (open >>> Routing.hart(choice) & 1) != 0) {
                        open &= ~(1 << Routing.hart(choice));
                        scratch[found++] = vid;
                    }
                }
            }
        }
        for (int i = 0; i < found; i++) {
            if (!isBest[scratch[i]]) {
                bestSince[scratch[i]] = now;
            }
        }
        for (int i = 0; i < level.count; i++) {
            isBest[level.best[i]] = false;
        }
        level.deadline = TokenBuckets.NEVER;
        for (int i = 0; i < found; i++) {
            int vid = scratch[i];
            isBest[vid] = true;
            level.best[i] = vid;
            level.deadline = Math.min(level.deadline, due(vid));
        }
        level.count = found;
    }

    private long due(int vid) {
        return Math.max(bestSince[vid], buckets.certainFrom(state.slot(vid))) + bounds.presentation();
    }

    private void overdue(int l, Level level, long now) {
        level.deadline = TokenBuckets.NEVER;
        for (int i = 0; i < level.count; i++) {
            int vid = level.best[i];
            if (now > due(vid)) {
                throw journal.broken(Rule.PRESENTATION_BOUND, "vid " + vid + " has wanted presentation since cycle " + bestSince[vid]
                        + ", has " + Routing.describe(routing.choose(state.config[vid], l)) + " to go to and nobody better before it; "
                        + buckets.describe(state.slot(vid)) + "; " + state.describe(vid));
            }
            level.deadline = Math.min(level.deadline, due(vid));
        }
    }
}
