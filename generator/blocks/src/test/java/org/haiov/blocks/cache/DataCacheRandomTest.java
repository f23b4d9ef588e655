package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.blocks.config.HartConfig.TlbShape;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** Data caches under everything at once: every load, walk and line is held against memory as it is at that moment. */
class DataCacheRandomTest {
    private static final int MEMORY_PAGES = 4;
    private static final long MEMORY_END = MEMORY_PAGES << 12;
    private static final long DEVICE_PAGE = 0x10;
    private static final int[] FUNCTIONS = {0, 1, 4, 8, 12, 16, 20, 24, 28};

    private final List<Ports> caches = new ArrayList<>();
    private final List<HartPlayer> harts = new ArrayList<>();
    private final List<TestMmu> mmus = new ArrayList<>();
    private final List<TestDevices> devices = new ArrayList<>();
    private TestHub hub;

    /** Few sets and ways, so that everything collides. */
    private static HartConfig small(int sets, int ways, int line) {
        HartConfig t = HartConfig.tiny();
        CacheShape cache = new CacheShape(sets, ways, line);
        return new HartConfig(32, 8, 7, 0, 0x1000, cache, cache, new TlbShape(2, 2), t.secondTlb(), t.walker(), t.branches());
    }

    @EngineTest
    void oneHart(Engine engine) {
        setUp(engine, small(4, 2, 16), 1, 21, 2500);
        run(100_000);
        HartPlayer h = harts.getFirst();
        assertTrue(h.succeeded > 20 && h.failed > 20 && h.faults > 100 && h.deviceAccesses > 50, counts());
    }

    @EngineTest
    void threeHarts(Engine engine) {
        setUp(engine, small(4, 2, 16), 3, 22, 2500);
        run(150_000);
        for (String event : List.of("SHARE", "OWN", "UPGRADE", "WRITE_BACK", "dma", "answer had dirty goes", "answer had dirty stays",
                "answer had goes", "answer had stays", "answer goes", "answer stays")) {
            assertTrue(hub.counts.getOrDefault(event, 0) > 30, event + " of " + counts());
        }
    }

    @EngineTest
    void twoHartsOfStandardSize(Engine engine) {
        setUp(engine, HartConfig.standard(), 2, 23, 2500);
        run(100_000);
    }

    @EngineTest
    void twoTinyHarts(Engine engine) {
        setUp(engine, HartConfig.tiny(), 2, 24, 2500);
        run(100_000);
    }

    private void setUp(Engine engine, HartConfig c, int count, long seed, int instructions) {
        System.out.println("data caches: seed " + seed);
        Random random = new Random(seed);
        Layout layout = Layout.ofData(c);
        WordMemory reference = new WordMemory();
        var design = Checks.run(Elaborator.elaborate(new DataCache(c)));
        for (int i = 0; i < count; i++) {
            Ports cache = new Ports(engine.open(design));
            cache.sim.reset();
            caches.add(cache);
        }
        hub = new TestHub(caches, layout, random, reference, MEMORY_END);
        // words that all meet at: a few sets, a few lines of each
        int line = c.dataCache().lineBytes();
        long[] offsets = IntStream.range(0, 6).mapToLong(i -> (i % 3 + (i / 3) * 4L) * line % 4096).toArray();
        hub.dmaLines = LongStream.of(offsets).flatMap(o -> LongStream.range(0, MEMORY_PAGES).map(p -> (p << 12) + o))
                .map(a -> a / line).boxed().toList();
        for (int i = 0; i < count; i++) {
            TestPages pages = TestPages.random(random, 16, MEMORY_PAGES + 1, DEVICE_PAGE);
            TestMmu mmu = new TestMmu(caches.get(i), random, reference, pages, MEMORY_END);
            TestDevices device = new TestDevices(caches.get(i), random);
            mmus.add(mmu);
            devices.add(device);
            harts.add(new HartPlayer(caches.get(i), random, reference, pages, mmu, device, MEMORY_END, line,
                    program(random, offsets, line, pages.pages(), instructions)));
        }
        for (HartPlayer h : harts) {
            h.stored = a -> harts.stream().filter(o -> o != h).forEach(o -> o.storedElsewhere(a));
        }
        hub.written = l -> harts.forEach(h -> h.storedElsewhere(l * line));
    }

    private void run(long most) {
        long cycle = 0;
        while (!harts.stream().allMatch(HartPlayer::finished)) {
            assertTrue(cycle++ < most, () -> "not finished: " + counts());
            hub.cycle();
            mmus.forEach(TestMmu::cycle);
            devices.forEach(TestDevices::cycle);
            harts.forEach(HartPlayer::cycle);
            caches.forEach(c -> c.sim.step());
        }
    }

    private String counts() {
        StringBuilder text = new StringBuilder(hub.counts.toString());
        for (HartPlayer h : harts) {
            text.append("; retired ").append(h.retired).append(", SC ").append(h.succeeded).append('/').append(h.failed).append(", faults ")
                    .append(h.faults).append(", devices ").append(h.deviceAccesses);
        }
        return text.toString();
    }

    /** Instructions that like to follow each other closely at one place. */
    private static Iterator<Access> program(Random random, long[] offsets, int line, int pages, int length) {
        return new Iterator<>() {
            private int left = length;
            private long place;
            private Access reserved;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Access next() {
                left--;
                if (reserved != null && random.nextInt(3) > 0) {
                    Access r = reserved;
                    reserved = null;
                    return Access.conditional(r.size(), random.nextInt(6) == 0 ? r.address() ^ 1 << r.size() : r.address(), random.nextLong());
                }
                if (random.nextInt(3) == 0) {
                    place = (long) random.nextInt(random.nextInt(50) == 0 ? pages + 2 : pages) << 12
                            | offsets[random.nextInt(offsets.length)] + 8L * random.nextInt(line / 8);
                }
                int kind = random.nextInt(20);
                int size = kind < 14 ? random.nextInt(4) : 2 + random.nextInt(2);
                long address = place + (random.nextInt(8) & -(1 << size));
                if (kind < 14) {
                    boolean hypervisor = random.nextInt(8) == 0;
                    boolean executable = hypervisor && size > 0 && size < 3 && random.nextInt(3) == 0;
                    return kind < 7
                            ? new Access(MemoryOp.LOAD, 0, size, random.nextBoolean(), hypervisor, executable, address, 0)
                            : new Access(MemoryOp.STORE, 0, size, false, hypervisor, false, address, random.nextLong());
                }
                if (kind < 17) {
                    return Access.amo(FUNCTIONS[random.nextInt(FUNCTIONS.length)], size, address, random.nextInt(3) - 1L << random.nextInt(64));
                }
                if (kind < 19) {
                    reserved = Access.reserve(size, address);
                    return reserved;
                }
                return Access.conditional(size, address, random.nextLong());
            }
        };
    }
}
