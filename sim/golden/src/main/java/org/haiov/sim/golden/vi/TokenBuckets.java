package org.haiov.sim.golden.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.Field;

/**
 * The slots' token buckets, bounded from both sides, for the phase of the controller's refill is free (docs/hart-link.md, P8).
 * Amounts are in 1/1024 token; rate r gives r of them a cycle.
 *
 * <p>{@code most} may never fall below a token at a presentation: its depth burst + 65 r makes that exactly the bound "in any
 * window of W cycles at most burst + rate*(W+64)/1024". {@code ideal} is refilled each cycle in which no bucket access holds; the controller's bucket lags behind it
 * by less than 67 r, so a token is certainly there when ideal has one above that, or has had one for 130 cycles without any being
 * spent.
 */
final class TokenBuckets {
    private static final Field BURST = Facts.viController().register("slot.bucket").field("burst");
    private static final Field RATE = Facts.viController().register("slot.bucket").field("rate");
    private static final long TOKEN = Facts.viController().constant("bucketWindow");
    private static final int LAG = 67;
    static final long NEVER = Long.MAX_VALUE / 2;

    private final long[] rate;
    private final long[] burst;
    private final long[] most;
    private final long[] ideal;
    private final long[] at;
    private final long[] possibleFrom;
    private final long[] certainFrom;
    /** Cycles in which an access to a bucket held the refill, and how many of them were before {@link #at}. */
    private long held;
    private final long[] heldAt;
    private final Bounds bounds;

    TokenBuckets(int slots, Bounds bounds) {
        this.bounds = bounds;
        rate = new long[slots];
        burst = new long[slots];
        most = new long[slots];
        ideal = new long[slots];
        at = new long[slots];
        heldAt = new long[slots];
        possibleFrom = new long[slots];
        certainFrom = new long[slots];
    }

    /** A write of slot[s].bucket makes it full. */
    void write(int slot, long word, long now) {
        rate[slot] = RATE.get(word);
        burst[slot] = BURST.get(word) * TOKEN;
        ideal[slot] = burst[slot];
        most[slot] = depth(slot);
        at[slot] = now;
        heldAt[slot] = held;
        boolean any = rate[slot] == 0 || burst[slot] != 0;
        possibleFrom[slot] = any ? now : NEVER;
        certainFrom[slot] = any ? now : NEVER;
    }

    private long depth(int slot) {
        return burst[slot] + rate[slot] * (bounds.refill() + 1);
    }

    /** From which cycle on the controller may have a token, if none is spent. */
    long possibleFrom(int slot) {
        return possibleFrom[slot];
    }

    /** From which cycle on it certainly has one, if none is spent. */
    long certainFrom(int slot) {
        return certainFrom[slot];
    }

    /** A presentation of a VID of the slot; false when it had no token. */
    boolean spend(int slot, long now) {
        long r = rate[slot];
        if (r == 0) {
            return true;
        }
        if (now < possibleFrom[slot]) {
            return false;
        }
        long passed = now - at[slot];
        boolean certain = now >= certainFrom[slot];
        most[slot] = Math.min(depth(slot), most[slot] + passed * r) - TOKEN;
        ideal[slot] = Math.min(burst[slot], ideal[slot] + (passed - (held - heldAt[slot])) * r) - TOKEN;
        at[slot] = now;
        heldAt[slot] = held;
        possibleFrom[slot] = now + cyclesUntil(most[slot], TOKEN, r);
        if (!certain || ideal[slot] < TOKEN + LAG * r) {
            long one = now + cyclesUntil(ideal[slot], TOKEN, r) + bounds.tokenCertain();
            long above = TOKEN + LAG * r <= burst[slot] ? now + cyclesUntil(ideal[slot], TOKEN + LAG * r, r) : NEVER;
            certainFrom[slot] = Math.min(one, above);
        }
        return true;
    }

    /** In this cycle an access to a bucket is on its way: refill may pause. */
    void hold(long now) {
        held++;
        for (int slot = 0; slot < rate.length; slot++) {
            if (certainFrom[slot] > now && certainFrom[slot] != NEVER) {
                certainFrom[slot]++;
            }
        }
    }

    private static long cyclesUntil(long amount, long goal, long rate) {
        return amount >= goal ? 0 : (goal - amount + rate - 1) / rate;
    }

    String describe(int slot) {
        return "slot " + slot + ": rate " + rate[slot] + "/1024, burst " + burst[slot] / TOKEN + ", at cycle " + at[slot] + " at most "
                + most[slot] + "/1024 token, ideally " + ideal[slot] + "/1024";
    }
}
