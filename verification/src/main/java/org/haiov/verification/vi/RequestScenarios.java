package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.lockstep.vi.Script;

/** Requests: faults, coalescing, order, throughput (Xhaiov section 4; docs/hart-link.md, section 3). */
final class RequestScenarios {
    private static final int SUPERVISOR = 0;

    static final List<Scenario> ALL = List.of(
            new Scenario("a good request makes its VID pending", RequestScenarios::good),
            new Scenario("a request outside the map is a fault without effect", RequestScenarios::outside),
            new Scenario("no valid entry, entry or VID of another slot: fault without effect", RequestScenarios::faults),
            new Scenario("a request to a pending VID coalesces", RequestScenarios::coalesces),
            new Scenario("requests of all harts, one accepted a cycle, in turn", RequestScenarios::sustained),
            new Scenario("a map entry is written in one piece while requests use it", RequestScenarios::mapUnderLoad),
            new Scenario("mask, drain and tokens never refuse a request", RequestScenarios::neverRefused));

    private RequestScenarios() {
    }

    private static void good(Script s) {
        s.vi(5, SUPERVISOR, 0, 2, 0, 0);
        s.expect("accepted", s.ask(1, 5, 2));
        s.expect("state of VID 5", 1, s.read("vid.state", 5));
        s.expect("pending bit", s.pending(5));
        s.expect("nothing counted", 0, s.read("vid.count", 5));
    }

    private static void outside(Script s) {
        int entries = s.size().entries();
        s.vi(1, SUPERVISOR, 0, 2, 0, 0);
        for (long index : new long[] {entries, entries + 1, 1L << 32 | 1, 1L << 31 | 1, 2L * entries + 1, (1L << 33) - 1}) {
            s.expect("fault at index " + index, !s.ask(0, index, 2));
        }
        s.expect("entry 1 itself is good", s.ask(0, 1, 2));
        s.expect("one VID pends", 2, s.read("pending", 0));
    }

    private static void faults(Script s) {
        s.vi(1, SUPERVISOR, 0, 2, 0, 0);
        s.vi(3, SUPERVISOR, 0, 2, 0, 0);
        s.expect("entry never written", !s.ask(0, 4, 0));
        s.expect("entry of another slot", !s.ask(0, 1, 3));
        s.aim(6, 3, 1);
        s.expect("VID of another slot", !s.ask(0, 6, 3));
        s.expect("right slot for the VID, wrong one for the entry", !s.ask(0, 6, 2));
        s.write("map", 1, 2L << 48 | 1);
        s.expect("entry invalid again", !s.ask(0, 1, 2));
        s.mask(3);
        s.write("vid.config", 3, Script.config(SUPERVISOR, 0, 2, 0, 1) & ~(1L << 63));
        s.expect("VID not in use", !s.ask(0, 3, 2));
        s.expect("a slot the controller has not", !s.ask(0, 1, 63) || s.size().slots() == 64);
        s.expect("nothing pends", 0, s.read("pending", 0));
        s.expect("nothing counted", 0, s.read("vid.count", 1));
    }

    private static void coalesces(Script s) {
        s.vi(7, SUPERVISOR, 0, 1, 0, 0);
        for (int i = 0; i < 5; i++) {
            s.expect("accepted", s.ask(i % s.size().harts(), 7, 1));
        }
        s.expect("coalesced", 4, s.coalesced(7));
        s.expect("no delivery", 0, s.deliveries(7));
        s.write("vid.config", 7, Script.config(SUPERVISOR, 0, 1, 0, 1) | 1L << 62);
        s.unmask(7);
        s.write("vid.count", 7, -1L);
        s.ask(0, 7, 1);
        s.expect("coalesced wraps", 0, s.coalesced(7));
    }

    private static void sustained(Script s) {
        int harts = s.size().harts();
        for (int h = 0; h < harts; h++) {
            s.vi(h, SUPERVISOR, 0, h % 4, 0, 0);
        }
        s.run(10);
        long before = s.statistics().accepted();
        for (int cycle = 0; cycle < 200; cycle++) {
            for (int h = 0; h < harts; h++) {
                if ((s.cycle().reqValid >>> h & 1) == 0) {
                    s.raise(h, h, h % 4);
                }
            }
            s.step();
        }
        s.expect("one request accepted each cycle", 200, s.statistics().accepted() - before);
        s.until("all are accepted", () -> s.cycle().reqValid == 0);
        s.run(4);
        s.expect("all but the first of each VID coalesce", 200 + harts - 1 - harts, s.statistics().coalesced());
    }

    private static void mapUnderLoad(Script s) {
        s.vi(1, SUPERVISOR, 0, 1, 0, 0);
        s.vi(2, SUPERVISOR, 0, 2, 0, 0);
        for (int round = 0; round < 40; round++) {
            boolean second = round % 2 != 0;
            s.startWrite("map", 9, 1L << 63 | (second ? 2L << 48 | 2 : 1L << 48 | 1));
            for (int cycle = 0; cycle < 24; cycle++) {
                if (s.cycle().reqValid == 0) {
                    s.raise(0, 9, cycle % 2 + 1);
                }
                s.step();
            }
        }
        s.until("the last is accepted", () -> s.cycle().reqValid == 0);
        s.run(4);
        s.expect("both kinds were seen", s.statistics().faults() > 0 && s.coalesced(1) > 0 && s.coalesced(2) > 0);
    }

    private static void neverRefused(Script s) {
        s.vi(1, SUPERVISOR, 0, 1, 0, 1);
        s.mask(1);
        s.expect("masked", s.ask(0, 1, 1));
        s.write("slot.drain", 1, 1);
        s.expect("masked and drained", s.ask(0, 1, 1));
        s.write("slot.bucket", 1, 1L << 16);
        s.expect("without tokens, too", s.ask(0, 1, 1));
        s.cycle().en = 0;
        s.run(3);
        s.expect("all harts disabled", s.ask(0, 1, 1));
        s.expect("recorded", 1, s.read("vid.state", 1));
        s.expect("counted", 3, s.coalesced(1));
    }
}
