package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.state.Cause;

/** What an access wants, and which exceptions it raises (Privileged table 3.7). */
public enum Access {
    FETCH(Cause.FETCH_ACCESS, Cause.FETCH_PAGE, Cause.FETCH_GUEST_PAGE),
    LOAD(Cause.LOAD_ACCESS, Cause.LOAD_PAGE, Cause.LOAD_GUEST_PAGE),
    /** Stores, SC and AMOs. */
    STORE(Cause.STORE_ACCESS, Cause.STORE_PAGE, Cause.STORE_GUEST_PAGE);

    final int accessFault;
    final int pageFault;
    final int guestPageFault;

    Access(int accessFault, int pageFault, int guestPageFault) {
        this.accessFault = accessFault;
        this.pageFault = pageFault;
        this.guestPageFault = guestPageFault;
    }
}
