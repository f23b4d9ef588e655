package org.haiov.blocks.cache;

import static org.haiov.blocks.cache.Access.amo;
import static org.haiov.blocks.cache.Access.conditional;
import static org.haiov.blocks.cache.Access.load;
import static org.haiov.blocks.cache.Access.reserve;
import static org.haiov.blocks.cache.Access.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.haiov.blocks.cache.DirectedBench.Outcome;
import org.haiov.blocks.config.HartConfig;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** What docs/core.md promises of the load/store pipe, cycle by cycle. */
class DataCacheTimingTest {
    private static final long LINE = 0x2040;

    private static void assertAllInOneCycle(List<Outcome> outcomes) {
        outcomes.forEach(o -> assertEquals(1, o.cycles(), outcomes.toString()));
    }

    private static DirectedBench warm(Engine engine) {
        DirectedBench b = new DirectedBench(engine, HartConfig.standard());
        b.run(load(3, false, LINE));
        return b;
    }

    @EngineTest
    void loadsThatHitTakeOneCycle(Engine engine) {
        DirectedBench b = warm(engine);
        Access[] loads = IntStream.range(0, 64).mapToObj(i -> load(i & 3, i % 8 > 3, LINE + (i * 8 & 56) + (7 & -(1 << (i & 3)))))
                .toArray(Access[]::new);
        List<Outcome> outcomes = b.run(loads);
        assertAllInOneCycle(outcomes);
        for (int i = 0; i < loads.length; i++) {
            Access a = loads[i];
            assertEquals(WordMemory.loaded(b.memory.word(a.address()), a.address(), a.size(), a.unsigned()), outcomes.get(i).data());
        }
    }

    @EngineTest
    void storesThatHitNeverStall(Engine engine) {
        DirectedBench b = warm(engine);
        // the line came for a load: exclusive, clean
        assertAllInOneCycle(b.run(IntStream.range(0, 64).mapToObj(i -> store(i & 3, LINE + (i * 8 & 56), i * 0x0101010101010101L))
                .toArray(Access[]::new)));
        for (int i = 0; i < 8; i++) {
            assertEquals(b.memory.word(LINE + 8 * i), b.run(load(3, false, LINE + 8 * i)).getFirst().data());
        }
    }

    @EngineTest
    void aLoadBehindAStoreGetsItsBytesInOneCycle(Engine engine) {
        DirectedBench b = warm(engine);
        for (int distance = 0; distance < 4; distance++) {
            Access[] program = new Access[distance + 2];
            program[0] = store(1, LINE + 18, 0x1234 + distance);
            for (int i = 1; i <= distance; i++) {
                program[i] = load(2, false, LINE + 8 * i);
            }
            program[distance + 1] = load(3, false, LINE + 16);
            List<Outcome> outcomes = b.run(program);
            assertAllInOneCycle(outcomes);
            assertEquals(b.memory.word(LINE + 16), outcomes.getLast().data(), "distance " + distance);
        }
    }

    @EngineTest
    void aLoadGetsItsBytesFromTwoStoresAndTheArray(Engine engine) {
        DirectedBench b = warm(engine);
        List<Outcome> outcomes = b.run(store(2, LINE, 0x11111111), store(1, LINE + 2, 0x2222), load(3, false, LINE));
        assertAllInOneCycle(outcomes);
        assertEquals(WordMemory.initial(LINE) & 0xffffffff00000000L | 0x22221111, outcomes.getLast().data());
    }

    @EngineTest
    void storesAndLoadsOfOneIndexInTwoWaysAreToldApart(Engine engine) {
        DirectedBench b = warm(engine);
        long other = LINE + 0x1000;
        b.run(load(3, false, other));
        List<Outcome> outcomes = b.run(store(3, LINE, 1), store(3, other, 2), load(3, false, LINE), load(3, false, other));
        assertEquals(List.of(1, 1, 3, 1), outcomes.stream().map(Outcome::cycles).toList(), "one that waits for both stores");
        assertEquals(List.of(1L, 2L), outcomes.subList(2, 4).stream().map(Outcome::data).toList());
    }

    @EngineTest
    void atomicsThatHitTakeTwoCyclesAndReservationsOne(Engine engine) {
        DirectedBench b = warm(engine);
        b.run(store(3, LINE, 40));
        List<Outcome> outcomes = b.run(amo(0, 3, LINE, 2), load(3, false, LINE), reserve(3, LINE), conditional(3, LINE, 7), load(3, false, LINE),
                conditional(3, LINE, 8), load(3, false, LINE));
        assertEquals(List.of(2, 1, 1, 2, 1, 2, 1), outcomes.stream().map(Outcome::cycles).toList());
        assertEquals(List.of(40L, 42L, 42L, 0L, 7L, 1L, 7L), outcomes.stream().map(Outcome::data).toList());
    }

    /** The hub takes a request at once and sends a word a cycle from the cycle after next on. */
    @EngineTest
    void aMissTakesWhatItIsSaidTo(Engine engine) {
        DirectedBench b = warm(engine);
        int words = HartConfig.standard().dataCache().words();
        int toRequest = 5;
        int hub = 2;
        assertEquals(toRequest + hub + 1, b.run(load(3, false, LINE + 64)).getFirst().cycles(), "the first word");
        assertEquals(toRequest + hub + words, b.run(load(3, false, LINE + 128 + 56)).getFirst().cycles(), "the last word");
        assertEquals(toRequest + hub + words + 1, b.run(store(3, LINE + 192, 1)).getFirst().cycles(), "a store waits for the line");
        assertEquals(4, b.misses);
    }

    @EngineTest
    void aDirtyVictimCostsNothingBeforeTheWordComes(Engine engine) {
        DirectedBench b = warm(engine);
        int ways = HartConfig.standard().dataCache().ways();
        for (int w = 0; w < ways; w++) {
            b.run(store(3, LINE + (w << 12), w));
        }
        b.run(load(3, false, LINE + (ways << 12) + 0x800)); // for the TLB
        List<Outcome> outcomes = b.run(load(3, false, LINE + (ways << 12) + 56), load(3, false, LINE + (ways << 12)));
        assertEquals(5 + 2 + 8, outcomes.getFirst().cycles());
        b.idle(40);
        assertEquals(1, b.hub.counts.get("WRITE_BACK"));
        outcomes = b.run(load(3, false, LINE), load(3, false, LINE + 0x1000), load(3, false, LINE + 0x2000), load(3, false, LINE + 0x3000));
        assertEquals(List.of(0L, 1L, 2L, 3L), outcomes.stream().map(Outcome::data).toList());
    }

    @EngineTest
    void theTlbIsAskedAgainWhereAPageIsReadableByMxrAlone(Engine engine) {
        DirectedBench b = warm(engine);
        b.run(load(3, false, DirectedBench.EXECUTABLE_PAGE));
        int before = b.tlbMisses;
        List<Outcome> outcomes = b.run(load(3, false, DirectedBench.EXECUTABLE_PAGE), load(3, false, DirectedBench.EXECUTABLE_PAGE));
        assertEquals(before + 2, b.tlbMisses);
        outcomes.forEach(o -> assertEquals(WordMemory.initial(DirectedBench.EXECUTABLE_PAGE), o.data()));
    }

    @EngineTest
    void theSweepAfterResetTakesACycleForEachSet(Engine engine) {
        HartConfig c = HartConfig.standard();
        DirectedBench b = new DirectedBench(engine, c);
        int first = b.run(load(3, false, LINE)).getFirst().cycles();
        b.cache.sim.reset();
        b.idle(c.dataCache().sets());
        int rested = b.run(load(3, false, LINE)).getFirst().cycles();
        assertEquals(c.dataCache().sets(), first - rested);
        assertEquals(2, b.misses, "reset forgets lines");
    }

    @EngineTest
    void aProbeWaitsForAReservationNotLongerThanSaid(Engine engine) {
        DirectedBench b = warm(engine);
        b.run(reserve(3, LINE));
        int waited = probe(b, () -> { });
        assertTrue(waited > Reservation.PATIENCE && waited < Reservation.PATIENCE + 8, waited + " cycles");
        b.run(load(3, false, LINE), store(3, LINE, 5));
        assertEquals(1, b.run(conditional(3, LINE, 6)).getFirst().data(), "the reservation went with the line");

        b.run(reserve(3, LINE));
        assertEquals(0, b.run(conditional(3, LINE, 7)).getFirst().data());
        assertTrue(probe(b, () -> { }) < 8, "no reservation, no wait");
    }

    @EngineTest
    void lrAloneInALoopKeepsNoLine(Engine engine) {
        DirectedBench b = warm(engine);
        int[] at = {0};
        int waited = probe(b, () -> {
            boolean issue = at[0]++ % 2 == 0 && !b.cache.is("pipe_r_busy");
            b.cache.set("pipe_e_valid", issue);
            if (issue) {
                HartPlayer.give(b.cache, reserve(3, LINE));
            }
        });
        assertTrue(waited < Reservation.PATIENCE + 8, waited + " cycles");
    }

    /** Probes the line away; how many cycles that took. */
    private static int probe(DirectedBench b, Runnable pipeline) {
        b.cache.set("hub_probe_valid", 1);
        b.cache.set("hub_probe_invalidate", 1);
        b.cache.set("hub_probe_address", LINE >>> 6);
        int cycles = 1;
        while (!b.cache.is("hub_ans_valid")) {
            b.cache.set("pipe_e_valid", 0);
            pipeline.run();
            b.cache.sim.step();
            assertTrue(cycles++ < 100, "a probe waits for ever");
        }
        boolean dirty = b.cache.is("hub_ans_dirty");
        b.cache.set("pipe_e_valid", 0);
        b.cache.sim.step();
        b.cache.set("hub_probe_valid", 0);
        b.cache.set("hub_out_ready", 1);
        for (int w = 0; dirty && w < 8; w++) {
            assertTrue(b.cache.is("hub_out_valid"), "a word a cycle");
            b.hub.tookElsewhere(LINE + 8 * w, b.cache.get("hub_out_data"));
            b.cache.sim.step();
        }
        b.cache.set("hub_out_ready", 0);
        b.hub.forget(LINE);
        return cycles;
    }
}
