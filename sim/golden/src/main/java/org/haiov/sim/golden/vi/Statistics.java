package org.haiov.sim.golden.vi;

/** What a controller did so far, counted by the model while it checks. */
public final class Statistics {
    private static final int LONGEST = 4096;

    long accepted;
    long faults;
    long coalesced;
    final long[] presentations = new long[2];
    final long[] ranks = new long[4];
    long claims;
    final long[] userEvents = new long[UserEvent.values().length];
    long withdrawals;
    long fastPaths;
    long registerReads;
    long registerWrites;
    long ignoredWrites;
    long drainsDone;
    private final long[] latency = new long[LONGEST + 1];
    private long latencies;
    private long longest = -1;

    void latency(long cycles) {
        longest = Math.max(longest, cycles);
        latency[(int) Math.min(cycles, LONGEST)]++;
        latencies++;
    }

    /** Requests accepted. */
    public long accepted() {
        return accepted;
    }

    /** Requests answered with fault 26. */
    public long faults() {
        return faults;
    }

    /** Requests that found their VID pending. */
    public long coalesced() {
        return coalesced;
    }

    /** VIDs presented at a level, 0 supervisor, 1 user. */
    public long presentations(int level) {
        return presentations[level];
    }

    /** Presentations by rank of section 8: 0 home, 1 another in U/VS/VU, 2 an idle one, 3 home that cannot take it now. */
    public long rank(int rank) {
        return ranks[rank];
    }

    /** Supervisor VIs claimed. */
    public long claims() {
        return claims;
    }

    public long count(UserEvent event) {
        return userEvents[event.code()];
    }

    /** Claims, entries and takes. */
    public long deliveries() {
        return claims + count(UserEvent.ENTER) + count(UserEvent.TAKE);
    }

    /** Presentations taken back by mask, drain, clear or a disabled hart. */
    public long withdrawals() {
        return withdrawals;
    }

    /** Requests that met an idle controller and were seen to take exactly 4 cycles. */
    public long fastPaths() {
        return fastPaths;
    }

    public long registerReads() {
        return registerReads;
    }

    public long registerWrites() {
        return registerWrites;
    }

    /** Writes of vid.config or ctx that had no or only part of their effect, because their VID was not quiet. */
    public long ignoredWrites() {
        return ignoredWrites;
    }

    /** Drains seen done. */
    public long drainsDone() {
        return drainsDone;
    }

    /** How many requests took so many cycles from acceptance to the hart's line; the last class holds all longer ones. */
    public long latencyCount(int cycles) {
        return latency[cycles];
    }

    /** Largest class of {@link #latencyCount}. */
    public int longestLatency() {
        return LONGEST;
    }

    /**
     * Cycles from acceptance to the hart's line that the given share of requests did not exceed; 0 gives the minimum, 0.5 the
     * median, 1 the maximum. -1 where nothing was presented; the maximum where the exact value is beyond {@link #longestLatency}.
     */
    public long latency(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * latencies));
        long seen = 0;
        for (int cycles = 0; cycles < LONGEST && latencies > 0; cycles++) {
            seen += latency[cycles];
            if (seen >= wanted) {
                return cycles;
            }
        }
        return longest;
    }

    /** Adds another run's counts to these. */
    public void add(Statistics other) {
        accepted += other.accepted;
        faults += other.faults;
        coalesced += other.coalesced;
        claims += other.claims;
        withdrawals += other.withdrawals;
        fastPaths += other.fastPaths;
        registerReads += other.registerReads;
        registerWrites += other.registerWrites;
        ignoredWrites += other.ignoredWrites;
        drainsDone += other.drainsDone;
        latencies += other.latencies;
        longest = Math.max(longest, other.longest);
        addAll(presentations, other.presentations);
        addAll(ranks, other.ranks);
        addAll(userEvents, other.userEvents);
        addAll(latency, other.latency);
    }

    private static void addAll(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }
}
