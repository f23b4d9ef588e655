package org.haiov.sim.lockstep.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.ReferenceController;
import org.haiov.sim.golden.vi.ReferenceController.Bug;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.sim.golden.vi.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The random streams at a controller in software: a legal one passes, every illegal one is caught. */
class RandomStreamTest {
    private static final Configuration SMALL = new Configuration(3, 32, 16, 4);

    private record Software(Configuration size, double eagerness, Bug bug, ReferenceController[] now) implements Controller {
        Software(Configuration size, double eagerness, Bug bug) {
            this(size, eagerness, bug, new ReferenceController[1]);
        }

        @Override
        public void reset() {
            now[0] = new ReferenceController(size, new SplittableRandom(5), eagerness, bug);
        }

        @Override
        public void cycle(Cycle cycle) {
            now[0].cycle(cycle);
        }

        @Override
        public String name() {
            return "software";
        }
    }

    private static RandomStream stream(Controller controller, long seed) {
        return new RandomStream(controller, seed, RandomStream.Software.RESTLESS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLegalControllerPasses(long seed) {
        Statistics done = stream(new Software(SMALL, 0.3 * seed, Bug.NONE), seed).run(20_000);
        assertTrue(done.accepted() >= 20_000);
        assertTrue(done.faults() > 0 && done.coalesced() > 0 && done.withdrawals() > 0 && done.drainsDone() > 0 && done.ignoredWrites() > 0);
        for (int rank = 0; rank < 4; rank++) {
            assertTrue(done.rank(rank) > 0, "rank " + rank);
        }
        assertEquals(4, done.latency(0));
    }

    @Test
    void aSingleHartAndSixteenOfEverythingPass() {
        assertTrue(stream(new Software(Configuration.MINIMUM, 1, Bug.NONE), 9).run(10_000).deliveries() > 0);
    }

    @Test
    void theSameSeedIsTheSameStream() {
        assertEquals(cyclesOf(7), cyclesOf(7));
        assertNotEquals(cyclesOf(7), cyclesOf(8));
    }

    private static long cyclesOf(long seed) {
        RandomStream stream = stream(new Software(SMALL, 0.9, Bug.NONE), seed);
        stream.run(3_000);
        return stream.cycles();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyBugIsCaught(Bug bug) {
        assertThrows(Violation.class, () -> {
            for (long seed = 1; seed <= 12; seed++) {
                stream(new Software(SMALL, 1, bug), seed).run(40_000);
            }
        });
    }
}
