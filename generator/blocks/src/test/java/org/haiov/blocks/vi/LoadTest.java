package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many VIDs pending at once. */
class LoadTest {
    private static final ViConfig LARGE = new ViConfig(3, 256, 128, 4);

    /** With everything pending each hart gets its best VID, in the bound, and in the end all have been delivered once. */
    @Test
    void everyPendingVidIsDeliveredOnceInOrderAndInTheBound() {
        ViBench b = new ViBench(LARGE);
        for (int v = 0; v < LARGE.vids(); v++) {
            b.vid(v, ViConfig.SUPERVISOR, v / 3 % 4, v & 3, v % 3, 1 << v % 3);
        }
        for (int s = 0; s < 4; s++) {
            b.write("slot.drain", s, 1);
        }
        for (int v = 0; v < LARGE.vids(); v++) {
            b.post(v, v & 3);
        }
        for (int s = 0; s < 4; s++) {
            b.write("slot.drain", s, 0);
        }
        b.ticks(2 * LARGE.sweepCycles());
        List<List<Integer>> got = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long[] freeSince = {b.cycle, b.cycle, b.cycle};
        while (got.stream().mapToInt(List::size).sum() < LARGE.vids()) {
            for (int h = 0; h < 3; h++) {
                if (b.offered(h)) {
                    got.get(h).add(b.claim(h));
                    freeSince[h] = b.cycle;
                } else if (got.get(h).size() < LARGE.vids() / 3) {
                    assertTrue(b.cycle - freeSince[h] <= 2 * LARGE.sweepCycles(), "hart " + h + " waits");
                }
            }
            b.tick();
        }
        for (int h = 0; h < 3; h++) {
            List<Integer> rest = got.get(h).subList(1, got.get(h).size());
            List<Integer> sorted = rest.stream().sorted((x, y) -> x / 3 % 4 != y / 3 % 4 ? y / 3 % 4 - x / 3 % 4 : x - y).toList();
            assertEquals(sorted, rest, "hart " + h);
        }
        b.ticks(2 * LARGE.sweepCycles());
        for (int h = 0; h < 3; h++) {
            assertFalse(b.offered(h));
        }
        for (int v = 0; v < LARGE.vids(); v++) {
            assertEquals(1, b.deliveries(v), "VID " + v);
        }
    }

    /** Random requests, claims, user events, masks and drains: nothing accepted is lost, nothing delivered twice. */
    @Test
    void nothingIsLostAndNothingDoubled() {
        long seed = 7;
        Random random = new Random(seed);
        ViBench b = new ViBench(LARGE);
        int vids = 24;
        int[] slots = random.ints(vids, 0, 4).toArray();
        for (int v = 0; v < vids; v++) {
            b.vid(v, v % 2, random.nextInt(4), slots[v], random.nextInt(3), 1 + random.nextInt(7));
        }
        List<HartPlayer> harts = List.of(new HartPlayer(b, 0, random), new HartPlayer(b, 1, random), new HartPlayer(b, 2, random));
        b.playedBy(() -> harts.forEach(HartPlayer::play));
        for (int round = 0; round < 150; round++) {
            for (int i = 0; i < 40; i++) {
                for (int h = 0; h < 3; h++) {
                    if (b.peek("hart_" + h + "_req_valid") == 0 && random.nextInt(4) == 0) {
                        int v = random.nextInt(vids);
                        b.request(h, v, slots[v]);
                    }
                }
                b.tick();
            }
            int v = random.nextInt(vids);
            b.mask(v, true);
            b.ticks(random.nextInt(60));
            b.mask(v, false);
        }
        b.ticks(6 * LARGE.sweepCycles());
        assertEquals(0, b.read("pending", 0), "seed " + seed);
        long fresh = b.answers.stream().filter(a -> a.ok() && !a.coalesced()).count();
        long delivered = 0;
        for (int v = 0; v < vids; v++) {
            delivered += b.deliveries(v);
            int vid = v;
            assertEquals(b.answers.stream().filter(a -> a.coalesced() && a.vid() == vid).count(), b.coalesced(v));
        }
        assertTrue(fresh > 1000);
        assertEquals(fresh, delivered, "seed " + seed);
    }
}
