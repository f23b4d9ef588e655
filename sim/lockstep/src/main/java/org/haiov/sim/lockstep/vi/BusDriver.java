package org.haiov.sim.lockstep.vi;

import org.haiov.sim.golden.vi.Cycle;

/**
 * The bus master at the register port: works through a queue of accesses, one at a time. A read may keep its value in a variable,
 * a write may take its data from one, and a poll repeats until a bit comes or patience ends.
 */
final class BusDriver {
    private static final int CAPACITY = 1 << 14;
    private static final int WRITE = 1;
    private static final int SAVE = 2;
    private static final int FROM = 4;
    private static final int POLL = 8;

    private final int[] address = new int[CAPACITY];
    private final long[] data = new long[CAPACITY];
    private final int[] kind = new int[CAPACITY];
    /** Access size code; variable; for a poll its patience. */
    private final int[] extra = new int[CAPACITY];
    private final byte[] size = new byte[CAPACITY];
    private final long[] variables = new long[16];
    private int head;
    private int tail;
    private boolean driving;
    private long noise;
    private boolean outstanding;
    private int polls;

    /** Queues a write of 8 bytes. */
    void write(int offset, long value) {
        add(offset, value, WRITE, 0, 3);
    }

    /** Queues a read of 8 bytes. */
    void read(int offset) {
        add(offset, 0, 0, 0, 3);
    }

    /** Queues any access, also one that is a fault. */
    void access(int offset, boolean write, long value, int log2Bytes) {
        add(offset, value, write ? WRITE : 0, 0, log2Bytes);
    }

    /** Queues a read whose value is kept. */
    void save(int offset, int variable) {
        add(offset, 0, SAVE, variable, 3);
    }

    /** Queues a write of {@code (variable & mask) << shift}. */
    void writeFrom(int offset, int variable, long mask, int shift) {
        add(offset, mask, WRITE | FROM, variable | shift << 8, 3);
    }

    /** Queues reads until {@code (value & mask) == wanted}, at most so many. */
    void poll(int offset, long mask, long wanted, int patience) {
        if (mask >>> 32 != 0) {
            throw new IllegalArgumentException("a poll looks at the low 32 bits");
        }
        add(offset, mask << 32 | wanted, POLL, patience, 3);
    }

    private void add(int offset, long value, int what, int more, int log2Bytes) {
        if (tail - head == CAPACITY) {
            throw new IllegalStateException("more than " + CAPACITY + " register accesses in the queue");
        }
        int at = tail++ & CAPACITY - 1;
        address[at] = offset;
        data[at] = value;
        kind[at] = what;
        extra[at] = more;
        size[at] = (byte) log2Bytes;
    }

    /** Nothing queued and nothing under way. */
    boolean idle() {
        return head == tail && !outstanding;
    }

    /** Drives the next cycle; {@code start} allows a new access to begin. */
    void drive(Cycle cycle, boolean start) {
        if (driving && cycle.regReady) {
            driving = false;
            scramble(cycle);
        }
        if (outstanding && cycle.rspValid) {
            answered(cycle);
        }
        if (!outstanding && start && head != tail) {
            outstanding = true;
            driving = true;
            int at = head & CAPACITY - 1;
            cycle.regAddress = address[at];
            cycle.regWrite = (kind[at] & WRITE) != 0;
            cycle.regSize = size[at];
            cycle.regWdata = (kind[at] & FROM) == 0 ? data[at] : (variables[extra[at] & 0xFF] & data[at]) << (extra[at] >>> 8);
            if (!cycle.regWrite) {
                cycle.regWdata = 0;
            }
        }
        cycle.regValid = driving;
    }

    /** What stands beside reg.valid=0 means nothing, and must do nothing. */
    private void scramble(Cycle cycle) {
        noise = noise * 6364136223846793005L + 1442695040888963407L;
        cycle.regWrite = noise < 0;
        cycle.regAddress = (int) (noise >>> 40 & 0xFFFFF);
        cycle.regSize = (int) (noise >>> 38 & 3);
        cycle.regWdata = noise;
    }

    private void answered(Cycle cycle) {
        int at = head & CAPACITY - 1;
        outstanding = false;
        if ((kind[at] & SAVE) != 0) {
            variables[extra[at]] = cycle.rspRdata;
        }
        boolean again = (kind[at] & POLL) != 0 && (cycle.rspRdata & data[at] >>> 32) != (data[at] & 0xFFFF_FFFFL) && ++polls < extra[at];
        if (!again) {
            polls = 0;
            head++;
        }
    }
}
