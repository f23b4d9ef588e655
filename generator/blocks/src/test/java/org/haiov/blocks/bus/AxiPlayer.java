package org.haiov.blocks.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongPredicate;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;

/**
 * An AXI4 slave with a memory that takes its time at random, and a checker of the master's protocol (ARM IHI 0022E, A3). Reads take their
 * data anywhere between the address and the beat, writes take effect anywhere between the last beat and the response: as late and as early
 * as AXI allows.
 */
public final class AxiPlayer implements Player {
    private record Burst(long id, long address, int beats) {}

    /** A channel that the master drives: what it must hold. */
    private final class Channel {
        final String name;
        final String[] payload;
        final String ready;
        Map<String, Long> held;

        Channel(String name, String... payload) {
            this.name = name;
            this.payload = payload;
            this.ready = prefix + name + "_ready";
        }

        /** The payload of a transfer in this cycle, or null. */
        Map<String, Long> look() {
            if (!ports.is(prefix + name + "_valid")) {
                assertTrue(held == null, name + " takes valid back");
                return null;
            }
            Map<String, Long> now = new HashMap<>();
            for (String signal : payload) {
                now.put(signal, ports.get(prefix + name + "_" + signal));
            }
            if (held != null) {
                assertEquals(held, now, name + " changes while it waits");
            }
            boolean taken = ports.is(ready);
            held = taken ? null : now;
            return taken ? now : null;
        }
    }

    private static final String[] ADDRESS = {"id", "addr", "len", "size", "burst", "lock", "cache", "prot", "qos"};

    private final Ports ports;
    private final String prefix;
    private final Random random;
    /** One in so many cycles something moves. */
    private final int slowness;
    private final Channel aw;
    private final Channel w;
    private final Channel ar;
    private final Deque<Burst> writes = new ArrayDeque<>();
    private final Deque<Map<String, Long>> data = new ArrayDeque<>();
    private final Deque<Burst> reads = new ArrayDeque<>();
    private final Deque<Long> early = new ArrayDeque<>();
    private final Deque<Burst> replies = new ArrayDeque<>();
    private int beat;
    private boolean readShown;
    private boolean replyShown;
    /** Doublewords by address. */
    public final Map<Long, Long> memory = new HashMap<>();
    /** Doublewords, by address, that cannot be read or written: SLVERR. */
    public LongPredicate broken = address -> false;
    /** Bursts seen. */
    public long bursts;

    /** @param prefix of the ports' names, ending with an underscore */
    public AxiPlayer(Ports ports, String prefix, Random random, int slowness) {
        this.ports = ports;
        this.prefix = prefix;
        this.random = random;
        this.slowness = slowness;
        aw = new Channel("aw", ADDRESS);
        ar = new Channel("ar", ADDRESS);
        w = new Channel("w", "data", "strb", "last");
    }

    private boolean now() {
        return random.nextInt(slowness) == 0;
    }

    @Override
    public void drive() {
        // a slave may wait for data before it takes the address, and the other way round
        boolean dataFirst = random.nextBoolean();
        ports.set(aw.ready, now() && (dataFirst ? !data.isEmpty() : true));
        ports.set(w.ready, now());
        ports.set(ar.ready, reads.size() < 2 && now());
        readShown |= !reads.isEmpty() && now();
        ports.set(prefix + "r_valid", readShown);
        if (readShown) {
            Burst b = reads.peek();
            long address = b.address + 8L * beat;
            long value = early.isEmpty() ? memory.getOrDefault(address, 0L) : early.peek();
            if (early.isEmpty()) {
                early.push(value);
            }
            ports.set(prefix + "r_id", b.id);
            ports.set(prefix + "r_data", value);
            ports.set(prefix + "r_resp", broken.test(address) ? 2 : 0);
            ports.set(prefix + "r_last", beat == b.beats - 1);
        } else {
            ports.set(prefix + "r_data", random.nextLong());
            ports.set(prefix + "r_last", random.nextBoolean());
        }
        replyShown |= !replies.isEmpty() && now();
        ports.set(prefix + "b_valid", replyShown);
        if (replyShown) {
            ports.set(prefix + "b_id", replies.peek().id);
            ports.set(prefix + "b_resp", broken.test(replies.peek().address) ? 2 : 0);
        }
    }

    @Override
    public void observe() {
        Map<String, Long> address = ar.look();
        if (readShown && ports.is(prefix + "r_ready")) {
            early.pop();
            readShown = false;
            if (++beat == reads.peek().beats) {
                reads.pop();
                beat = 0;
            }
        }
        if (address != null) {
            reads.add(burst(address));
            if (reads.size() == 1 && random.nextBoolean()) {
                for (int i = 0; i < reads.peek().beats; i++) {
                    early.add(memory.getOrDefault(reads.peek().address + 8L * i, 0L));
                }
            }
        }
        if (replyShown && ports.is(prefix + "b_ready")) {
            replies.pop();
            replyShown = false;
        }
        Map<String, Long> writeAddress = aw.look();
        if (writeAddress != null) {
            writes.add(burst(writeAddress));
        }
        Map<String, Long> word = w.look();
        if (word != null) {
            data.add(word);
        }
        if (!writes.isEmpty() && data.size() >= writes.peek().beats && now()) {
            perform(writes.pop());
        }
    }

    private void perform(Burst b) {
        for (int i = 0; i < b.beats; i++) {
            Map<String, Long> word = data.pop();
            assertEquals(i == b.beats - 1 ? 1 : 0, word.get("last"), "w_last in beat " + i);
            long old = memory.getOrDefault(b.address + 8L * i, 0L);
            memory.put(b.address + 8L * i, merge(old, word.get("data"), word.get("strb")));
        }
        replies.add(b);
    }

    /** The bytes of {@code value} named by the mask over {@code old}. */
    public static long merge(long old, long value, long mask) {
        long bits = 0;
        for (int b = 0; b < 8; b++) {
            bits |= (mask >> b & 1) * (0xFFL << 8 * b);
        }
        return old & ~bits | value & bits;
    }

    private Burst burst(Map<String, Long> address) {
        assertNotNull(address);
        int beats = (int) (long) address.get("len") + 1;
        long first = address.get("addr");
        assertEquals(3, address.get("size"));
        assertEquals(1, address.get("burst"));
        assertEquals(0, address.get("lock"));
        assertEquals(0, first % 8, "alignment");
        assertEquals(first >> 12, first + 8L * beats - 1 >> 12, "a burst crosses 4 KiB");
        bursts++;
        return new Burst(address.get("id"), first, beats);
    }
}
