package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;

/** The choice of a hart for a VID: the rule of docs/hart-link.md section 8, combinational. One bit for each hart everywhere. */
final class Router extends Component {
    final Signal affinity;
    final Signal home = input(3);
    /** 1 bit: level user, else supervisor. */
    final Signal user = input(1);

    /** Harts with EN=1. */
    final Signal enabled;
    /** Harts in U, VU or VS. */
    final Signal inUser;
    /** Harts in WFI. */
    final Signal idle;
    /** Harts with UVE=1. */
    final Signal accepts;
    /** Harts with nothing presented at level supervisor. */
    final Signal supervisorFree;
    /** Harts with ACT = PARK = PRES = 0. */
    final Signal userFree;

    /** At most one bit: the hart, none if the VID has to wait. */
    final Signal choice;
    /** Which part of the rule chose. */
    final Signal rank = output(2);

    Router(ViConfig c) {
        int n = c.harts();
        affinity = input(n);
        enabled = input(n);
        inUser = input(n);
        idle = input(n);
        accepts = input(n);
        supervisorFree = input(n);
        userFree = input(n);
        choice = output(n);

        Bits allowed = affinity.and(enabled);
        Bits named = OneHot.encode(home, n).and(allowed);
        Bits homeHart = named.any().mux(named, Priority.first(allowed));
        Bits free = user.mux(userFree, supervisorFree);
        Bits can = user.mux(userFree.and(accepts).and(inUser), supervisorFree);

        Bits homeCan = homeHart.and(can);
        Bits inUserCan = allowed.and(can).and(inUser);
        Bits idleFree = allowed.and(free).and(idle);
        Bits homeFree = homeHart.and(free);
        choice.set(homeCan.any().mux(homeCan, inUserCan.any().mux(Priority.first(inUserCan),
                idleFree.any().mux(Priority.first(idleFree), homeFree))));
        rank.set(homeCan.any().mux(Bits.lit(0, 2), inUserCan.any().mux(Bits.lit(1, 2),
                idleFree.any().mux(Bits.lit(2, 2), Bits.lit(3, 2)))));
        assertThat(choice.and(choice.minus(1)).isZero(), "two harts chosen");
    }
}
