package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** Which hart gets a VID (Xhaiov section 4, "Routing"; docs/hart-link.md, section 8). */
final class RoutingScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;

    static final List<Scenario> ALL = List.of(
            new Scenario("supervisor: home, else one in U/VS/VU, else an idle one, else it waits for home", RoutingScenarios::supervisor),
            new Scenario("user: home that can, else another that can, else an idle one, else home", RoutingScenarios::user),
            new Scenario("a home outside the affinity counts as the lowest hart in it", RoutingScenarios::homeOutside),
            new Scenario("an empty affinity is nowhere", RoutingScenarios::nowhere),
            new Scenario("a disabled hart is none of the affinity", RoutingScenarios::disabled),
            new Scenario("once presented it stays with its hart", RoutingScenarios::stays));

    private RoutingScenarios() {
    }

    private static void modes(Script s, int mode) {
        for (int h = 0; h < s.size().harts(); h++) {
            s.cycle().mode[h] = mode;
        }
        s.run(2);
    }

    private static void supervisor(Script s) {
        for (int v = 0; v < 8; v++) {
            s.vi(v, SUPERVISOR, 0, 0, 2, 0b1111);
        }
        modes(s, Cycle.MODE_HS);
        s.cycle().mode[3] = Cycle.MODE_VU;
        s.cycle().wfi = 0b0010;
        s.run(50);
        s.request(0, 0, 0);
        s.untilOffered(2);
        s.request(0, 1, 0);
        s.untilOffered(3);
        s.request(0, 2, 0);
        s.untilOffered(1);
        s.request(0, 3, 0);
        s.run(600);
        s.expect("hart 0, in HS and not home, has none", !s.offered(0));
        s.claim(2);
        s.step();
        s.untilOffered(2);
        s.expect("it waited for home", 3, s.cycle().sVid[2]);
    }

    private static void user(Script s) {
        for (int v = 0; v < 8; v++) {
            s.vi(v, USER, 0, 0, 1, 0b1111);
        }
        modes(s, Cycle.MODE_VS);
        s.request(0, 0, 0);
        s.untilPushed(1);
        s.cycle().uve = 0b1010;
        s.run(2);
        s.request(0, 1, 0);
        s.untilPushed(3);
        s.cycle().wfi = 0b0100;
        s.cycle().mode[2] = Cycle.MODE_HS;
        s.run(2);
        s.request(0, 2, 0);
        s.untilPushed(2);
        s.request(0, 3, 0);
        s.run(600);
        s.expect("hart 0 cannot take it and is neither idle nor home", 1, s.read("vid.state", 3));
        s.cycle().uve = 0;
        s.run(2);
        s.event(1, UserEvent.TAKE);
        s.untilPushed(1);
        s.expect("home, though it cannot enter now", 3, s.cycle().uVid[1]);
    }

    private static void homeOutside(Script s) {
        s.vi(1, SUPERVISOR, 0, 0, 0, 0b1100);
        s.vi(2, USER, 0, 0, 7, 0b1010);
        s.request(0, 1, 0);
        s.untilOffered(2);
        s.request(0, 2, 0);
        s.untilPushed(1);
    }

    private static void nowhere(Script s) {
        s.vi(1, SUPERVISOR, 3, 0, 0, 0);
        s.vi(2, USER, 3, 0, 0, 0);
        s.ask(0, 1, 0);
        s.ask(0, 2, 0);
        s.run(800);
        s.expect("pending only", 1, s.read("vid.state", 1));
        s.expect("pending only", 1, s.read("vid.state", 2));
        s.mask(1);
        s.write("vid.config", 1, Script.config(SUPERVISOR, 3, 0, 3, 0b1000));
        s.untilOffered(3);
        s.claim(3);
    }

    private static void disabled(Script s) {
        s.vi(1, SUPERVISOR, 0, 0, 1, 0b0111);
        s.cycle().en = 0b1100;
        s.run(3);
        s.request(0, 1, 0);
        s.untilOffered(2);
        s.cycle().en = 0b1000;
        s.run(3);
        s.expect("withdrawn", !s.offered(2));
        s.run(600);
        s.expect("pending only", 1, s.read("vid.state", 1));
        s.cycle().en = 0b1001;
        s.untilOffered(0);
        s.claim(0);
        s.expect("delivered once", 1, s.deliveries(1));
    }

    private static void stays(Script s) {
        s.vi(1, SUPERVISOR, 0, 0, 1, 0b1111);
        s.vi(2, USER, 0, 0, 1, 0b1111);
        s.vi(3, SUPERVISOR, 3, 0, 1, 0b0010);
        s.request(0, 1, 0);
        s.untilOffered(1);
        s.request(0, 2, 0);
        s.untilPushed(1);
        s.cycle().mode[1] = Cycle.MODE_M;
        s.cycle().uve = 0b1101;
        s.cycle().wfi = 0b1101;
        s.ask(0, 3, 0);
        s.run(1000);
        s.expect("no better VID drives it out", 1, s.cycle().sVid[1]);
        s.expect("presented on hart 1", 0x103, s.read("vid.state", 1));
        s.expect("presented on hart 1", 0x103, s.read("vid.state", 2));
    }
}
