package org.haiov.sim.engine.compare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Simulation;

/**
 * Compares all words of all memories. The operands of every write are compared each cycle anyway; this catches an engine that makes
 * something else of them.
 */
final class MemoryContents {
    /** Cycles for each word to be compared, so that the words cost little beside the cycles. */
    private static final int CYCLES_PER_WORD = 4;
    private final List<MemoryProbe> first = new ArrayList<>();
    private final List<MemoryProbe> second = new ArrayList<>();
    private final String label1;
    private final String label2;
    private final long interval;
    private long sinceLast;

    MemoryContents(Simulation first, Simulation second, String label1, String label2) {
        this.label1 = label1;
        this.label2 = label2;
        long words = 0;
        for (String path : first.memories()) {
            this.first.add(first.memory(path));
            this.second.add(second.memory(path));
            words += this.first.getLast().words();
        }
        interval = Math.max(1, CYCLES_PER_WORD * words);
    }

    void compareWhenDue(long cycles, long now) {
        sinceLast += cycles;
        if (sinceLast >= interval) {
            compare(now);
        }
    }

    void compare(long now) {
        for (int i = 0; i < first.size(); i++) {
            MemoryProbe a = first.get(i);
            MemoryProbe b = second.get(i);
            for (int word = 0; word < a.words(); word++) {
                if (a.width() <= 64 ? a.readLong(word) != b.readLong(word) : !a.read(word).equals(b.read(word))) {
                    throw difference(a.path() + "[" + word + "]", a.read(word), b.read(word), now);
                }
            }
        }
        sinceLast = 0;
    }

    private Divergence difference(String path, BigInteger a, BigInteger b, long now) {
        return new Divergence(path, now, label1 + " has 0x" + a.toString(16) + ", " + label2 + " has 0x" + b.toString(16)
                + ", written in one of the " + sinceLast + " cycles before", "");
    }
}
