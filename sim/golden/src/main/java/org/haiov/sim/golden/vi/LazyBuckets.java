package org.haiov.sim.golden.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.Field;

/**
 * The token buckets of a controller that acts, refilled when they are looked at and exact to the cycle: in any window of W cycles at most
 * burst + rate*W/1024 presentations. Amounts are in 1/1024 token.
 */
final class LazyBuckets {
    private static final Field BURST = Facts.viController().register("slot.bucket").field("burst");
    private static final Field RATE = Facts.viController().register("slot.bucket").field("rate");
    private static final long TOKEN = Facts.viController().constant("bucketWindow");
    static final long NEVER = Long.MAX_VALUE;

    private final long[] rate;
    private final long[] burst;
    private final long[] tokens;
    private final long[] at;

    LazyBuckets(int slots) {
        rate = new long[slots];
        burst = new long[slots];
        tokens = new long[slots];
        at = new long[slots];
    }

    /** A write of slot[s].bucket makes it full. */
    void write(int slot, long word, long now) {
        rate[slot] = RATE.get(word);
        burst[slot] = BURST.get(word) * TOKEN;
        tokens[slot] = burst[slot];
        at[slot] = now;
    }

    /** The first cycle, not before {@code now}, at which the slot has a token; {@link #NEVER} where its bucket holds none. */
    long available(int slot, long now) {
        if (rate[slot] == 0) {
            return now;
        }
        refill(slot, now);
        if (tokens[slot] >= TOKEN) {
            return now;
        }
        return burst[slot] < TOKEN ? NEVER : now + (TOKEN - tokens[slot] + rate[slot] - 1) / rate[slot];
    }

    void spend(int slot, long now) {
        if (rate[slot] != 0) {
            refill(slot, now);
            tokens[slot] -= TOKEN;
        }
    }

    private void refill(int slot, long now) {
        tokens[slot] = Math.min(burst[slot], tokens[slot] + (now - at[slot]) * rate[slot]);
        at[slot] = now;
    }
}
