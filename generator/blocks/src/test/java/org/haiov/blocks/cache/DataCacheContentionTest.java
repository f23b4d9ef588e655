package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.haiov.blocks.cache.TestPages.Eyes;
import org.haiov.blocks.cache.TestPages.Page;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** Harts that count up one word together by LR and SC. */
class DataCacheContentionTest {
    private static final long COUNTER = 0x40;
    private static final int ROUNDS = 60;
    private static final long END = 1 << 12;

    /** Adds 1 by LR and SC, again and again; remembers how often SC failed at a stretch. */
    private static final class Loop implements Iterator<Access> {
        HartPlayer player;
        int worst;
        private int successes;
        /** SCs that had failed by the last success. */
        private int failed;
        private boolean reserved;

        @Override
        public boolean hasNext() {
            return successes < ROUNDS;
        }

        @Override
        public Access next() {
            if (reserved) {
                reserved = false;
                return Access.conditional(3, COUNTER, player.lastData + 1);
            }
            if (player.succeeded > successes) {
                successes = player.succeeded;
                failed = player.failed;
            }
            worst = Math.max(worst, player.failed - failed);
            reserved = true;
            return Access.reserve(3, COUNTER);
        }
    }

    @EngineTest
    void lrAndScGetThrough(Engine engine) {
        List<Ports> caches = new ArrayList<>();
        List<HartPlayer> harts = new ArrayList<>();
        List<Loop> loops = new ArrayList<>();
        Random random = new Random(31);
        WordMemory memory = new WordMemory();
        memory.store(COUNTER, 3, 0);
        HartConfig c = HartConfig.tiny();
        var design = Checks.run(Elaborator.elaborate(new DataCache(c)));
        for (int i = 0; i < 3; i++) {
            Ports cache = new Ports(engine.open(design));
            cache.sim.reset();
            caches.add(cache);
        }
        TestHub hub = new TestHub(caches, Layout.ofData(c), random, memory, END);
        hub.tookElsewhere(COUNTER, 0);
        hub.pause = 5;
        hub.dma = 0;
        Page[] table = {new Page(0, true, true, false, false, false)};
        Eyes eyes = new Eyes(false, false, false);
        List<TestMmu> mmus = new ArrayList<>();
        for (Ports cache : caches) {
            TestPages pages = new TestPages(table, table, eyes, eyes);
            TestMmu mmu = new TestMmu(cache, random, memory, pages, END);
            mmus.add(mmu);
            Loop loop = new Loop();
            HartPlayer player = new HartPlayer(cache, random, memory, pages, mmu, new TestDevices(cache, random), END, c.dataCache().lineBytes(), loop);
            // a constrained loop, in the TLBs: nothing comes between LR and SC
            mmu.walkPercent = 0;
            player.flushPercent = 0;
            player.dropPercent = 0;
            player.killPercent = 0;
            loop.player = player;
            loops.add(loop);
            harts.add(player);
        }
        for (HartPlayer h : harts) {
            h.stored = a -> harts.stream().filter(o -> o != h).forEach(o -> o.storedElsewhere(a));
        }
        int cycles = 0;
        while (!harts.stream().allMatch(HartPlayer::finished)) {
            assertTrue(cycles++ < 60_000, "not finished, counter " + memory.word(COUNTER));
            hub.cycle();
            mmus.forEach(TestMmu::cycle);
            harts.forEach(HartPlayer::cycle);
            caches.forEach(x -> x.sim.step());
        }
        long stored = harts.stream().mapToLong(h -> h.succeeded).sum();
        assertEquals(stored, memory.word(COUNTER));
        assertTrue(stored >= 3 * ROUNDS);
        loops.forEach(l -> assertTrue(l.worst <= 1, "SC failed " + l.worst + " times in a row"));
    }
}
