package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import org.haiov.blocks.coherence.LineOp;

/** A hub for tests: one transaction at a time, everything at random intervals, and DMA that reads and writes lines. */
final class TestHub {
    private enum Copy { NONE, SHARED, EXCLUSIVE }

    private enum Step { IDLE, PROBE, SEND, TAKE, FINISH }

    private static final int DMA = -1;

    private final List<Ports> caches;
    private final Random random;
    private final Layout layout;
    private final WordMemory reference;
    private final Map<Long, Long> memory = new HashMap<>();
    private final List<Map<Long, Copy>> copies = new ArrayList<>();
    /** Lines from here on are no memory. */
    private final long end;

    /** Chance of a pause in each cycle, in percent; and of DMA when nothing else is to do. */
    int pause = 30;
    int dma = 2;
    List<Long> dmaLines = List.of();
    /** Told of lines that DMA writes. */
    LongConsumer written = l -> { };
    final Map<String, Integer> counts = new HashMap<>();

    private Step step = Step.IDLE;
    private int requester;
    private LineOp op;
    private boolean invalidates;
    private long line;
    private int word;
    private boolean othersHad;
    private boolean[] toProbe;
    private int[] toTake;
    private long[] dirtyWords;
    private boolean[] probing;

    TestHub(List<Ports> caches, Layout layout, Random random, WordMemory reference, long end) {
        this.caches = caches;
        this.layout = layout;
        this.random = random;
        this.reference = reference;
        this.end = end >>> layout.shape().lineBits();
        caches.forEach(c -> copies.add(new HashMap<>()));
    }

    /** Drives all inputs for this cycle, by what the caches show in it. */
    void cycle() {
        for (Ports c : caches) {
            for (String s : new String[] {"hub_req_ready", "hub_out_ready", "hub_in_valid", "hub_in_done", "hub_in_exclusive", "hub_in_error"}) {
                c.set(s, 0);
            }
        }
        switch (step) {
            case IDLE -> begin();
            case PROBE -> probe();
            case SEND -> send();
            case TAKE -> take();
            case FINISH -> {
                if (!pauses()) {
                    caches.get(requester).set("hub_in_done", 1);
                    step = Step.IDLE;
                }
            }
        }
    }

    private boolean pauses() {
        return random.nextInt(100) < pause;
    }

    private void begin() {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < caches.size(); i++) {
            if (caches.get(i).is("hub_req_valid")) {
                waiting.add(i);
            }
        }
        if (random.nextInt(100) < dma && !dmaLines.isEmpty()) {
            requester = DMA;
            line = dmaLines.get(random.nextInt(dmaLines.size()));
            invalidates = random.nextBoolean();
            count("dma");
            startProbes();
        } else if (!waiting.isEmpty() && !pauses()) {
            requester = waiting.get(random.nextInt(waiting.size()));
            Ports c = caches.get(requester);
            c.set("hub_req_ready", 1);
            op = LineOp.values()[(int) c.get("hub_req_op")];
            line = c.get("hub_req_address");
            invalidates = op != LineOp.SHARE;
            count(op.name());
            Copy copy = copies.get(requester).getOrDefault(line, Copy.NONE);
            switch (op) {
                case UPGRADE -> assertEquals(Copy.SHARED, copy, "upgrade of line " + Long.toHexString(line));
                case WRITE_BACK -> {
                    assertEquals(Copy.EXCLUSIVE, copy, "write-back of line " + Long.toHexString(line));
                    copies.get(requester).put(line, Copy.NONE);
                    toTake = new int[caches.size()];
                    Arrays.fill(toTake, layout.words());
                    toTake[requester] = 0;
                    step = Step.TAKE;
                    return;
                }
                default -> { }
            }
            startProbes();
        }
    }

    private void startProbes() {
        othersHad = false;
        dirtyWords = null;
        word = 0;
        toProbe = new boolean[caches.size()];
        probing = new boolean[caches.size()];
        toTake = new int[caches.size()];
        Arrays.fill(toTake, layout.words());
        for (int i = 0; i < caches.size(); i++) {
            toProbe[i] = i != requester && line < end;
        }
        step = Step.PROBE;
    }

    private void probe() {
        boolean all = true;
        for (int i = 0; i < caches.size(); i++) {
            Ports c = caches.get(i);
            if (toProbe[i] && !probing[i] && !pauses()) {
                probing[i] = true;
                c.set("hub_probe_valid", 1);
                c.set("hub_probe_address", line);
                c.set("hub_probe_invalidate", invalidates);
            } else if (probing[i] && toProbe[i] && answered(c)) {
                toProbe[i] = false;
                answer(i, c);
            } else if (!toProbe[i]) {
                c.set("hub_probe_valid", 0);
            }
            all &= !toProbe[i] && taken(i);
        }
        if (all && caches.stream().noneMatch(TestHub::answered) && !pauses()) {
            for (Ports c : caches) {
                c.set("hub_probe_valid", 0);
            }
            if (requester == DMA) {
                for (int w = 0; w < layout.words(); w++) {
                    long at = address(w);
                    assertEquals(reference.word(at), stored(at), "memory under DMA at " + Long.toHexString(at));
                    if (invalidates) {
                        long value = random.nextLong();
                        memory.put(at, value);
                        reference.store(at, 3, value);
                    }
                }
                if (invalidates) {
                    written.accept(line);
                }
                step = Step.IDLE;
            } else {
                step = Step.SEND;
            }
        }
    }

    private static boolean answered(Ports c) {
        return c.is("hub_ans_valid");
    }

    private void answer(int i, Ports c) {
        Copy copy = copies.get(i).getOrDefault(line, Copy.NONE);
        boolean had = c.is("hub_ans_had");
        boolean dirty = c.is("hub_ans_dirty");
        count("answer" + (had ? " had" : "") + (dirty ? " dirty" : "") + (invalidates ? " goes" : " stays"));
        assertTrue(!had || copy != Copy.NONE, "cache " + i + " has a line it was never given");
        assertTrue(!dirty || had && copy == Copy.EXCLUSIVE, "cache " + i + " wrote a line it did not own");
        othersHad |= had;
        copies.get(i).put(line, had && !invalidates ? Copy.SHARED : Copy.NONE);
        if (dirty) {
            toTake[i] = 0;
        }
    }

    /** Takes a word of cache i's, if there are still to come. */
    private boolean taken(int i) {
        if (toTake[i] == layout.words()) {
            return true;
        }
        Ports c = caches.get(i);
        if (c.is("hub_out_valid") && !pauses()) {
            c.set("hub_out_ready", 1);
            int w = toTake[i]++;
            if (op == LineOp.OWN && requester != DMA) {
                // who owns the line now answers for its words; memory is not told
                if (dirtyWords == null) {
                    dirtyWords = new long[layout.words()];
                }
                dirtyWords[w] = c.get("hub_out_data");
            } else {
                memory.put(address(w), c.get("hub_out_data"));
            }
        }
        return false;
    }

    private void take() {
        if (taken(requester)) {
            caches.get(requester).set("hub_in_done", 1);
            step = Step.IDLE;
        } else if (toTake[requester] == layout.words()) {
            if (random.nextBoolean()) {
                caches.get(requester).set("hub_in_done", 1);
                step = Step.IDLE;
            } else {
                step = Step.FINISH;
            }
        }
    }

    private void send() {
        if (pauses()) {
            return;
        }
        Ports c = caches.get(requester);
        boolean error = line >= end;
        boolean nothing = error && word == 0 && random.nextInt(4) == 0;
        boolean last = op == LineOp.UPGRADE || word == layout.words() - 1 || nothing;
        if (op != LineOp.UPGRADE && !nothing) {
            long value = dirtyWords == null ? stored(address(word)) : dirtyWords[word];
            assertEquals(reference.word(address(word)), value, "line at " + Long.toHexString(address(word)));
            c.set("hub_in_valid", 1);
            c.set("hub_in_data", value);
            word++;
        }
        c.set("hub_in_done", last);
        c.set("hub_in_error", error);
        if (last) {
            boolean exclusive = !othersHad && random.nextInt(8) > 0;
            c.set("hub_in_exclusive", exclusive);
            if (!error) {
                copies.get(requester).put(line, op == LineOp.SHARE && !exclusive ? Copy.SHARED : Copy.EXCLUSIVE);
            }
            step = Step.IDLE;
        }
    }

    /** A test has probed this line away; a word that came of it. */
    void forget(long address) {
        copies.forEach(c -> c.remove(address >>> layout.shape().lineBits()));
    }

    void tookElsewhere(long address, long value) {
        memory.put(address, value);
    }

    private long address(int w) {
        return (line << layout.shape().lineBits()) + 8L * w;
    }

    private long stored(long at) {
        return memory.computeIfAbsent(at, WordMemory::initial);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
