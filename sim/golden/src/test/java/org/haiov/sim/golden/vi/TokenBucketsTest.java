package org.haiov.sim.golden.vi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two bounds on a bucket, against the bound's own formula and against a bucket as a controller has it. */
class TokenBucketsTest {
    private static final int CYCLES = 20_000;
    private final Bounds bounds = Bounds.of(Bench.SMALL);

    private TokenBuckets bucket(int rate, int burst) {
        TokenBuckets buckets = new TokenBuckets(1, bounds);
        buckets.write(0, (long) rate << 16 | burst, 0);
        return buckets;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "16,5", "100,3", "1000,1", "1024,40", "5000,7", "65535,65535"})
    void whateverPassesIsWithinTheBoundInEveryWindow(int rate, int burst) {
        SplittableRandom random = new SplittableRandom(rate);
        TokenBuckets buckets = bucket(rate, burst);
        List<Long> spent = new ArrayList<>();
        for (long now = 1; now < CYCLES && spent.size() < 1500; now++) {
            if (random.nextInt(8) != 0 && buckets.spend(0, now)) {
                spent.add(now);
            }
        }
        for (int from = 0; from < spent.size(); from++) {
            for (int to = from; to < spent.size(); to++) {
                long window = spent.get(to) - spent.get(from) + 1;
                assertTrue((to - from + 1) * 1024L <= burst * 1024L + rate * (window + 64),
                        "from cycle " + spent.get(from) + " to " + spent.get(to) + ": " + (to - from + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "16,5,13", "17,1,63", "100,3,31", "900,2,7", "5000,7,50", "65535,100,1"})
    void aRealBucketIsNeitherForbiddenNorEmptyWhenItCannotBe(int rate, int burst, int phase) {
        SplittableRandom random = new SplittableRandom(phase);
        TokenBuckets buckets = bucket(rate, burst);
        long tokens = burst * 1024L;
        int sure = 0;
        for (long now = 1; now < CYCLES; now++) {
            boolean held = random.nextInt(300) == 0;
            if (held) {
                buckets.hold(now);
            }
            if (now >= buckets.certainFrom(0)) {
                assertTrue(tokens >= 1024, "cycle " + now + ": the model is certain of a token, the bucket has " + tokens + "/1024");
                sure++;
            }
            int eagerness = now / 1000 % 3 == 0 ? 1 : now / 1000 % 3 == 1 ? 20 : 300;
            if (tokens >= 1024 && random.nextInt(eagerness) == 0) {
                assertTrue(buckets.spend(0, now), "cycle " + now + ": a token is refused; " + buckets.describe(0));
                tokens -= 1024;
            }
            if (held) {
                phase++;
            } else if (now % 64 == phase % 64) {
                tokens = Math.min(burst * 1024L, tokens + rate * 64L);
            }
        }
        assertTrue(sure > 0, "the model was never certain of a token");
    }

    @Test
    void withoutBurstThereIsNeverAToken() {
        TokenBuckets buckets = bucket(60_000, 0);
        assertFalse(buckets.spend(0, 100_000));
        assertTrue(buckets.certainFrom(0) >= TokenBuckets.NEVER);
    }

    @Test
    void rateZeroIsNoLimit() {
        TokenBuckets buckets = bucket(0, 0);
        for (long now = 1; now < 100; now++) {
            assertTrue(buckets.spend(0, now));
        }
    }
}
