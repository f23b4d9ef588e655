package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;

/** A data cache that does at random what {@link LineLink} allows. */
final class DataCachePlayer implements Player {
    enum State { INVALID, SHARED, EXCLUSIVE, MODIFIED }

    private final Ports ports;
    private final String link;
    private final Random random;
    private final Reference reference;
    private final Lines lines;
    private final List<Long> addresses;
    private final int words;
    private final Map<Long, State> states = new HashMap<>();
    private final Map<Long, long[]> copies = new HashMap<>();

    /** What it wants, while no transaction runs; null for nothing. */
    private LineOp wanted;
    private long target;
    /** The transaction that runs; null for none. */
    private LineOp running;
    private long[] filling;
    private int filled;
    private boolean failing;
    private final Deque<Long> outgoing = new ArrayDeque<>();
    private boolean outShown;
    private boolean answering;
    long transactions;
    /** Nothing new is begun, and dirty lines are given up. */
    boolean draining;

    DataCachePlayer(Ports ports, int index, Random random, Reference reference, Lines lines) {
        this.ports = ports;
        this.link = "data_" + index + "_";
        this.random = random;
        this.reference = reference;
        this.lines = lines;
        this.addresses = lines.all();
        this.words = lines.words();
        reference.add(this);
    }

    State state(long address) {
        return states.getOrDefault(address, State.INVALID);
    }

    boolean idle() {
        return wanted == null && running == null && outgoing.isEmpty() && states.values().stream().noneMatch(s -> s == State.MODIFIED);
    }

    @Override
    public void drive() {
        use();
        want();
        ports.set(link + "req_valid", wanted != null);
        ports.set(link + "req_op", wanted == null ? random.nextInt(4) : wanted.ordinal());
        ports.set(link + "req_address", wanted == null ? random.nextInt(1 << 20) : target);

        outShown |= !outgoing.isEmpty() && random.nextInt(3) > 0;
        ports.set(link + "out_valid", outShown);
        ports.set(link + "out_data", outShown ? outgoing.peek() : random.nextLong());

        boolean probed = ports.is(link + "probe_valid");
        answering = probed && random.nextInt(3) == 0;
        long address = ports.get(link + "probe_address");
        State state = state(address);
        ports.set(link + "ans_valid", answering);
        ports.set(link + "ans_had", answering && state != State.INVALID);
        ports.set(link + "ans_dirty", answering && state == State.MODIFIED);
    }

    /** Reads and writes hits, drops clean lines. */
    private void use() {
        long address = addresses.get(random.nextInt(addresses.size()));
        State state = state(address);
        if (state == State.INVALID || running != null && address == target) {
            return;
        }
        reference.same(address, copies.get(address), link);
        reference.check(address);
        if (state == State.MODIFIED || state == State.EXCLUSIVE && lines.ram(address) && random.nextInt(4) == 0) {
            store(address);
        } else if (state != State.MODIFIED && random.nextInt(10) == 0) {
            states.remove(address);
        }
    }

    private void store(long address) {
        if (draining) {
            return;
        }
        int word = random.nextInt(words);
        long value = random.nextLong();
        copies.get(address)[word] = value;
        reference.line(address)[word] = value;
        states.put(address, State.MODIFIED);
    }

    private void want() {
        if (wanted == null && running == null && outgoing.isEmpty()) {
            if (random.nextInt(4) > 0) {
                return;
            }
            target = addresses.get(random.nextInt(addresses.size()));
            State state = state(target);
            if (state == State.MODIFIED) {
                wanted = LineOp.WRITE_BACK;
            } else if (!draining && state != State.EXCLUSIVE) {
                wanted = lines.rom(target) ? LineOp.SHARE : state == State.SHARED ? LineOp.UPGRADE
                        : random.nextBoolean() ? LineOp.OWN : LineOp.SHARE;
                wanted = lines.rom(target) && state != State.INVALID ? null : wanted;
            }
        } else if (wanted != null && !consistent()) {
            // a probe, or the test's own use, changed what there is
            wanted = wanted == LineOp.UPGRADE ? LineOp.OWN : null;
        } else if (wanted != null && random.nextInt(30) == 0) {
            wanted = null;
        }
    }

    private boolean consistent() {
        return switch (wanted) {
            case SHARE, OWN -> state(target) == State.INVALID;
            case UPGRADE -> state(target) == State.SHARED;
            case WRITE_BACK -> state(target) == State.MODIFIED;
        };
    }

    @Override
    public void observe() {
        if (outShown && ports.is(link + "out_ready")) {
            outgoing.pop();
            outShown = false;
        }
        if (running != null) {
            assertFalse(ports.is(link + "probe_valid"), "a probe within an own transaction");
            transaction();
        } else {
            assertFalse(ports.is(link + "in_valid") || ports.is(link + "in_done"), "a fill that nobody asked for");
        }
        if (answering) {
            answered();
        }
        if (wanted != null && ports.is(link + "req_ready")) {
            begin();
        }
    }

    private void begin() {
        running = wanted;
        wanted = null;
        filling = new long[words];
        filled = 0;
        failing = false;
        if (running == LineOp.WRITE_BACK) {
            give(target);
            states.remove(target);
        }
    }

    private void give(long address) {
        for (long word : copies.get(address)) {
            outgoing.add(word);
        }
    }

    private void answered() {
        long address = ports.get(link + "probe_address");
        State state = state(address);
        if (state == State.MODIFIED) {
            give(address);
        }
        if (ports.is(link + "probe_invalidate")) {
            states.remove(address);
        } else if (state != State.INVALID) {
            states.put(address, State.SHARED);
        }
    }

    private void transaction() {
        if (ports.is(link + "in_valid")) {
            filling[filled++] = ports.get(link + "in_data");
            failing |= ports.is(link + "in_error");
        }
        if (!ports.is(link + "in_done")) {
            return;
        }
        transactions++;
        boolean error = ports.is(link + "in_error");
        if (running == LineOp.WRITE_BACK || running == LineOp.UPGRADE) {
            assertEquals(0, filled);
            assertFalse(error);
        } else {
            assertEquals(lines.fails(target), error, "error");
            assertEquals(lines.nowhere(target) ? 0 : words, filled);
            if (!error) {
                copies.put(target, filling);
                reference.same(target, filling, link + "fill");
            }
        }
        if (!error) {
            switch (running) {
                case SHARE -> states.put(target, ports.is(link + "in_exclusive") ? State.EXCLUSIVE : State.SHARED);
                case OWN, UPGRADE -> {
                    states.put(target, State.MODIFIED);
                    store(target);
                }
                case WRITE_BACK -> assertTrue(outgoing.isEmpty(), "a write-back ends before its words are taken");
            }
        }
        reference.check(target);
        running = null;
    }
}
