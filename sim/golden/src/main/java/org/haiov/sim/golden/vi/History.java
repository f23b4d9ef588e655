package org.haiov.sim.golden.vi;

/** The last events, kept as numbers so that remembering them costs next to nothing; they become text when one goes wrong. */
final class History {
    enum Kind {
        ACCEPT("accept hart %d index %d slot %d"),
        ANSWER("answer hart %d vid %d outcome %d (0 fault, 1 pending, 3 coalesced)"),
        PRESENT("present hart %d vid %d level*16+rank %d"),
        CLAIM("claim hart %d vid %d%.0s"),
        USER_EVENT("user event hart %d vid %d code %d"),
        S_WITHDRAWN("supervisor VI withdrawn hart %d vid %d%.0s"),
        WITHDRAWING("withdrawal of user VI begins hart %d vid %d%.0s"),
        READ("register read commits address 0x%x expect 0x%x%.0s"),
        WRITE("register write commits address 0x%x data 0x%x full %d"),
        DRAIN_DONE("drain done slot %d%.0s%.0s"),
        STATUS("status hart %d mode %d wfi*4+uve*2+en %d");

        final String format;

        Kind(String format) {
            this.format = format;
        }
    }

    private static final int DEPTH = 64;
    private static final Kind[] KINDS = Kind.values();

    private final long[] cycles = new long[DEPTH];
    private final byte[] kinds = new byte[DEPTH];
    private final long[] fields = new long[3 * DEPTH];
    private int count;

    void add(long cycle, Kind kind, long a, long b, long c) {
        int at = count++ & DEPTH - 1;
        cycles[at] = cycle;
        kinds[at] = (byte) kind.ordinal();
        fields[3 * at] = a;
        fields[3 * at + 1] = b;
        fields[3 * at + 2] = c;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("  last events:\n");
        for (int i = Math.max(0, count - DEPTH); i < count; i++) {
            int at = i & DEPTH - 1;
            Kind kind = KINDS[kinds[at]];
            text.append("    ").append(cycles[at]).append(": ")
                    .append(String.format(kind.format, fields[3 * at], fields[3 * at + 1], fields[3 * at + 2])).append('\n');
        }
        return text.toString();
    }
}
