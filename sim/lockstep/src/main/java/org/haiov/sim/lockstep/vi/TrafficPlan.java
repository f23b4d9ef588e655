package org.haiov.sim.lockstep.vi;

import java.util.SplittableRandom;
import org.haiov.sim.golden.vi.Configuration;

/** What the bus master last wrote to the map, so that most requests of the harts meet a good entry. No more than a hint. */
final class TrafficPlan {
    final Configuration size;
    final int[] entrySlot;
    final int[] entryVid;
    final int[] vidSlot;

    TrafficPlan(Configuration size, SplittableRandom random) {
        this.size = size;
        entrySlot = new int[size.entries()];
        entryVid = new int[size.entries()];
        vidSlot = new int[size.vids()];
        for (int v = 0; v < size.vids(); v++) {
            vidSlot[v] = random.nextInt(size.slots());
        }
        for (int i = 0; i < size.entries(); i++) {
            aim(i, random.nextInt(size.vids()));
        }
    }

    /** Entry i leads to a VID, with that VID's slot. */
    void aim(int entry, int vid) {
        entryVid[entry] = vid;
        entrySlot[entry] = vidSlot[vid];
    }
}
