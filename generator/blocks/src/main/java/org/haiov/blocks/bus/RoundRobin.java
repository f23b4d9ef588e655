package org.haiov.blocks.bus;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Priority;

/** Picks one of several requests; after a grant that is used the requests above it come first, then from 0 on again. */
public final class RoundRobin extends Component {
    /** One bit for each requester. */
    public final Signal request;
    /** 1 bit: the grant is used in this cycle. */
    public final Signal advance = input(1);
    /** At most one bit, of a requester that asks. */
    public final Signal grant;

    public RoundRobin(int requesters) {
        request = input(requesters);
        grant = output(requesters);
        Reg above = reg(requesters, 0);
        Bits preferred = request.and(above);
        grant.set(preferred.any().mux(Priority.first(preferred), Priority.first(request)));
        when(advance.and(grant.any()), () -> above.set(grant.neg().xor(grant)));
    }
}
