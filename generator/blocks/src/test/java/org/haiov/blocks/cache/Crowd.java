package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.blocks.config.HartConfig.TlbShape;

/** Random harts around data caches, each with MMU and devices, all at few lines of one memory. */
final class Crowd {
    static final int MEMORY_PAGES = 4;
    static final long MEMORY_END = MEMORY_PAGES << 12;
    private static final long DEVICE_PAGE = 0x10;

    final WordMemory reference = new WordMemory();
    final List<HartPlayer> harts = new ArrayList<>();
    private final List<TestMmu> mmus = new ArrayList<>();
    private final List<TestDevices> devices = new ArrayList<>();
    private final long[] offsets;
    private final int line;

    Crowd(List<Ports> caches, HartConfig c, Random random, int instructions) {
        // words that all meet at: a few sets, a few lines of each
        line = c.dataCache().lineBytes();
        offsets = IntStream.range(0, 6).mapToLong(i -> (i % 3 + (i / 3) * 4L) * line % 4096).toArray();
        for (Ports cache : caches) {
            TestPages pages = TestPages.random(random, 16, MEMORY_PAGES + 1, DEVICE_PAGE);
            TestMmu mmu = new TestMmu(cache, random, reference, pages, MEMORY_END);
            TestDevices device = new TestDevices(cache, random);
            mmus.add(mmu);
            devices.add(device);
            harts.add(new HartPlayer(cache, random, reference, pages, mmu, device, MEMORY_END, line,
                    new RandomProgram(random, offsets, line, pages.pages(), instructions)));
        }
        for (HartPlayer h : harts) {
            h.stored = a -> harts.stream().filter(o -> o != h).forEach(o -> o.storedElsewhere(a));
        }
    }

    /** Few sets and ways, so that everything collides. */
    static HartConfig small(int sets, int ways, int lineBytes) {
        HartConfig t = HartConfig.tiny();
        CacheShape cache = new CacheShape(sets, ways, lineBytes);
        return new HartConfig(32, 8, 7, 0, 0x1000, cache, cache, new TlbShape(2, 2), t.secondTlb(), t.walker(), t.branches());
    }

    /** Numbers of the lines that the harts meet at. */
    List<Long> lines() {
        return LongStream.of(offsets).flatMap(o -> LongStream.range(0, MEMORY_PAGES).map(p -> (p << 12) + o)).map(a -> a / line).boxed().toList();
    }

    /** DMA wrote a line. */
    void written(long lineNumber) {
        harts.forEach(h -> h.storedElsewhere(lineNumber * line));
    }

    /** Everything of a cycle; lines are somebody else's. */
    void cycle() {
        mmus.forEach(TestMmu::cycle);
        devices.forEach(TestDevices::cycle);
        harts.forEach(HartPlayer::cycle);
    }

    boolean finished() {
        return harts.stream().allMatch(HartPlayer::finished);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (HartPlayer h : harts) {
            text.append("; retired ").append(h.retired).append(", SC ").append(h.succeeded).append('/').append(h.failed).append(", faults ")
                    .append(h.faults).append(", devices ").append(h.deviceAccesses);
        }
        return text.toString();
    }
}
