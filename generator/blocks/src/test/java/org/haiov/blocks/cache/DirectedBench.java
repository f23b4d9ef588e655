package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.haiov.blocks.cache.TestPages.Eyes;
import org.haiov.blocks.cache.TestPages.Page;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;

/** One data cache with a hub that loses no cycle, 16 pages that lead where they are, and instructions one by one. */
final class DirectedBench {
    static final int PAGES = 16;
    private static final int SETTLING = 24;
    /** A page that may be executed alone; MXR is set. */
    static final long EXECUTABLE_PAGE = 14L << 12;

    /** How an instruction left M: after how many cycles there, with what. */
    record Outcome(int cycles, long data, boolean failed) {}

    final Ports cache;
    final TestHub hub;
    final TestMmu mmu;
    final WordMemory memory = new WordMemory();
    int tlbMisses;
    int misses;

    DirectedBench(Engine engine, HartConfig c) {
        Random random = new Random(1);
        cache = new Ports(engine.open(Checks.run(Elaborator.elaborate(new DataCache(c)))));
        cache.sim.reset();
        hub = new TestHub(List.of(cache), Layout.ofData(c), random, memory, PAGES << 12);
        hub.pause = 0;
        hub.dma = 0;
        Page[] table = IntStream.range(0, PAGES).mapToObj(i -> i == EXECUTABLE_PAGE >> 12
                ? new Page(i, false, false, true, false, false) : new Page(i, true, true, true, false, false)).toArray(Page[]::new);
        Eyes eyes = new Eyes(false, false, true);
        mmu = new TestMmu(cache, random, memory, new TestPages(table, table, eyes, eyes), PAGES << 12);
        mmu.walkPercent = 0;
        mmu.slowness = 1;
    }

    /** Nothing in M. */
    void idle(int cycles) {
        for (int i = 0; i < cycles; i++) {
            hub.cycle();
            stepWithoutHub();
        }
    }

    /** Instructions one behind the other as fast as they go, then quiet until lines under way are there; stores go into the reference when they leave M. */
    List<Outcome> run(Access... program) {
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        int cycles = 0;
        Access inM = null;
        while (inM != null || next < program.length) {
            hub.cycle();
            mmu.cycle();
            cache.set("pipe_m_data", inM == null ? 0 : inM.data());
            boolean busy = cache.is("pipe_r_busy");
            cycles++;
            if (inM != null && !busy) {
                long data = cache.get("pipe_r_data");
                outcomes.add(new Outcome(cycles, data, cache.is("pipe_r_failed")));
                if (inM.op() == MemoryOp.STORE || inM.op() == MemoryOp.STORE_CONDITIONAL && data == 0) {
                    memory.store(inM.address(), inM.size(), inM.data());
                } else if (inM.op() == MemoryOp.AMO) {
                    memory.store(inM.address(), inM.size(), inM.combined(data));
                }
                inM = null;
            }
            boolean issue = inM == null && next < program.length;
            cache.set("pipe_e_valid", issue);
            if (issue) {
                inM = program[next++];
                cycles = 0;
                HartPlayer.give(cache, inM);
            }
            step();
        }
        idle(SETTLING);
        return outcomes;
    }

    private void step() {
        tlbMisses += (int) cache.get("tlbMissed");
        misses += (int) cache.get("missed");
        cache.sim.step();
    }

    /** A cycle in which the test itself plays the hub. */
    void stepWithoutHub() {
        mmu.cycle();
        cache.set("pipe_e_valid", 0);
        step();
    }
}
