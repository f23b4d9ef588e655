package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.lockstep.vi.Script;

/** Token buckets (Xhaiov section 4; docs/hart-link.md, P8). */
final class BucketScenarios {
    private static final int SUPERVISOR = 0;

    static final List<Scenario> ALL = List.of(
            new Scenario("rate 0 is no limit", s -> rate(s, 0, 0, 2000, 35, 1_000_000)),
            new Scenario("a burst, then the rate", s -> rate(s, 16, 5, 40 * 1024, 5 + 16 * 38, 5 + 16 * 40 + 1)),
            new Scenario("a slow rate keeps its fractions", s -> rate(s, 1, 1, 20 * 1024, 19, 21)),
            new Scenario("a rate of more than a token a refill", s -> rate(s, 20, 5, 40 * 1024, 20 * 38, 5 + 20 * 40 + 2)),
            new Scenario("burst 0 with a rate: never presented", s -> rate(s, 500, 0, 4 * 1024, 0, 0)),
            new Scenario("a write makes the bucket full", BucketScenarios::refilledByWrite),
            new Scenario("an empty bucket of one slot does not hold up another", BucketScenarios::independent));

    private BucketScenarios() {
    }

    /** One VID that is requested again as soon as it is claimed. */
    private static void rate(Script s, int rate, int burst, int cycles, long least, long most) {
        s.vi(3, SUPERVISOR, 0, 2, 0, 1);
        s.write("slot.bucket", 2, (long) rate << 16 | burst);
        long before = s.statistics().presentations(SUPERVISOR);
        for (int i = 0; i < cycles; i++) {
            if (s.cycle().reqValid == 0 && !s.offered(0)) {
                s.raise(0, 3, 2);
            }
            if (s.offered(0)) {
                s.cycle().sClaim = 1;
            }
            s.step();
        }
        long seen = s.statistics().presentations(SUPERVISOR) - before;
        s.expect("presentations in " + cycles + " cycles, " + least + " to " + most + ": " + seen, seen >= least && seen <= most);
        s.expect("the bucket reads back", (long) rate << 16 | burst, s.read("slot.bucket", 2));
    }

    private static void refilledByWrite(Script s) {
        s.vi(3, SUPERVISOR, 0, 2, 0, 1);
        for (int round = 0; round < 5; round++) {
            s.write("slot.bucket", 2, 1L << 16 | 2);
            for (int token = 0; token < 2; token++) {
                s.request(0, 3, 2);
                s.untilOffered(0);
                s.claim(0);
            }
            s.ask(0, 3, 2);
            s.run(500);
            s.expect("no third without a token", 1, s.read("vid.state", 3));
            s.write("clear", 0, 1L << 3);
        }
        s.ask(0, 3, 2);
        s.write("slot.bucket", 2, 0);
        s.untilOffered(0);
        s.claim(0);
    }

    private static void independent(Script s) {
        s.vi(3, SUPERVISOR, 3, 2, 0, 1);
        s.vi(4, SUPERVISOR, 0, 1, 0, 1);
        s.write("slot.bucket", 2, 1L << 16);
        s.ask(0, 3, 2);
        for (int i = 0; i < 5; i++) {
            s.request(0, 4, 1);
            s.untilOffered(0);
            s.expect("the lower one passes the one without tokens", 4, s.cycle().sVid[0]);
            s.claim(0);
        }
        s.expect("it waits", 1, s.read("vid.state", 3));
    }
}
