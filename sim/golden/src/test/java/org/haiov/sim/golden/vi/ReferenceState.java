package org.haiov.sim.golden.vi;

import java.util.ArrayDeque;
import org.haiov.sim.golden.vi.ReferenceController.Bug;

/** The state of a {@link ReferenceController}. */
final class ReferenceState {
    static final class Vi {
        long config = 1L << 62;
        final long[] ctx = new long[6];
        int deliveries;
        int coalesced;
        boolean pending;
        int presentedTo = -1;
        int runsOn = -1;
        boolean withdrawing;
        boolean newer;

        int level() {
            return (int) (config >>> 60) & 3;
        }

        int priority() {
            return (int) (config >>> 58) & 3;
        }

        int slot() {
            return (int) (config >>> 48) & 63;
        }

        boolean masked() {
            return (config >>> 62 & 1) != 0;
        }

        boolean quiet() {
            return masked() && presentedTo < 0 && runsOn < 0;
        }
    }

    static final class Link {
        int offer = -1;
        int user = -1;
        boolean pushing;
        /** A handler runs or is parked. */
        boolean active;
        boolean seenUser;
        boolean seenIdle;
        boolean seenUve;
        boolean seenEn;
    }

    record Request(int hart, long index, int slot, long acceptedAt) {}

    final Configuration size;
    final Bug bug;
    final Vi[] vis;
    final Link[] links;
    final long[] map;
    final long[] bucket;
    final long[] tokens;
    final long[] evict;
    final boolean[] drained;
    final boolean[] reportDone;
    final ArrayDeque<Request> requests = new ArrayDeque<>();

    ReferenceState(Configuration size, Bug bug) {
        this.size = size;
        this.bug = bug;
        vis = new Vi[size.vids()];
        links = new Link[size.harts()];
        for (int v = 0; v < vis.length; v++) {
            vis[v] = new Vi();
        }
        for (int h = 0; h < links.length; h++) {
            links[h] = new Link();
        }
        map = new long[size.entries()];
        bucket = new long[size.slots()];
        tokens = new long[size.slots()];
        evict = new long[size.slots()];
        drained = new boolean[size.slots()];
        reportDone = new boolean[size.slots()];
    }

    void withdrawOffer(Cycle c, int h) {
        vis[links[h].offer].presentedTo = -1;
        links[h].offer = -1;
        c.sWithdrawn |= 1 << h;
    }

    void withdraw(Cycle c, Vi vi) {
        if (vi.presentedTo >= 0 && vi.level() == 0) {
            withdrawOffer(c, vi.presentedTo);
        } else if (vi.presentedTo >= 0) {
            vi.withdrawing = true;
        }
    }
}
