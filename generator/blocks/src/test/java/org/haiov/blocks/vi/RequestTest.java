package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests: answers, faults, coalescing, latency and throughput. */
class RequestTest {
    private static final ViConfig SMALL = new ViConfig(2, 64, 16, 4);

    @Test
    void idleControllerRaisesTheLineFourCyclesAfterAcceptance() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.ticks(50);
        assertEquals(1, b.peek("ev_quiet"));
        b.request(1, 3, 2);
        b.tick();
        long accepted = b.accepts.getLast().cycle();
        for (int i = 1; i < 4; i++) {
            assertFalse(b.offered(0), "cycle " + i);
            b.tick();
        }
        assertTrue(b.offered(0));
        assertEquals(accepted + 4, b.cycle);
        assertEquals(new ViBench.Answer(accepted + 3, 1, true, 3, false), b.answers.getLast());
        assertEquals(3, b.peek("hart_0_s_vid"));
        assertEquals(1, b.peek("hart_0_s_priority"));
    }

    @Test
    void userVidIsPushedFourCyclesAfterAcceptanceWithItsContext() {
        ViBench b = new ViBench(SMALL);
        b.vid(5, ViConfig.USER, 0, 0, 1, 2);
        b.mask(5, true);
        for (int i = 0; i < ContextTable.REGISTERS.size(); i++) {
            if (i != ContextTable.SUATP) {
                b.write("ctx." + ContextTable.REGISTERS.get(i), 5, 0x1111_2222_0000_0000L * i + i);
            }
        }
        b.mask(5, false);
        b.mode(1, ViBench.VS);
        b.ticks(50);
        b.request(0, 5, 0);
        b.tick();
        b.ticks(3);
        assertEquals(1, b.peek("hart_1_u_push"));
        assertEquals(5, b.peek("hart_1_u_vid"));
        assertEquals(0, b.peek("hart_1_u_utvec"));
        assertEquals(0x1111_2222_0000_0001L, b.peek("hart_1_u_uscratch"));
        assertEquals(8L << 60 | 5, b.peek("hart_1_u_suatp"));
        assertEquals(0x1111_2222_0000_0000L * 4 + 4, b.peek("hart_1_u_uvictx"));
        assertEquals(0xffff_ffffL, b.peek("hart_1_u_limit"), "a limit above 32 bits");
        assertEquals(0, b.peek("hart_0_u_push"));
    }

    @Test
    void faultsHaveNoEffect() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.write("map", 4, ViBench.word("map", Map.of("V", 1L, "slot", 1L, "VID", 3L)));
        b.write("map", 5, ViBench.word("map", Map.of("V", 1L, "slot", 1L, "VID", 9L)));
        assertFalse(b.post(3, 1).ok(), "slot of another");
        assertFalse(b.post(3, 2 + 8).ok(), "slot beyond the configuration");
        assertFalse(b.post(4, 1).ok(), "VID of another slot");
        assertFalse(b.post(5, 1).ok(), "VID not valid");
        assertFalse(b.post(6, 0).ok(), "entry not valid");
        assertFalse(b.post(64 + 3, 2).ok(), "beyond the map");
        assertFalse(b.post((1L << 32) + 3, 2).ok(), "index does not wrap");
        assertEquals(0, b.read("pending", 0));
        assertEquals(0, b.read("vid.count", 3));
        assertTrue(b.post(3, 2).ok());
        assertEquals(8, b.read("pending", 0));
        assertTrue(b.presents.size() == 1);
    }

    @Test
    void requestsToAPendingVidCoalesce() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.mask(3, true);
        assertFalse(b.post(3, 2).coalesced());
        assertTrue(b.post(3, 2).coalesced());
        b.mask(3, false);
        b.ticks(100);
        assertTrue(b.offered(0));
        assertTrue(b.post(3, 2).coalesced(), "presented and not claimed");
        assertEquals(2, b.coalesced(3));
        assertEquals(3, b.claim(0));
        b.tick();
        assertFalse(b.offered(0));
        assertFalse(b.post(3, 2).coalesced());
        assertEquals(1, b.deliveries(3));
    }

    @Test
    void claimAndRequestInOneCycleLeaveItPending() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.post(3, 2);
        b.ticks(10);
        for (int distance = 0; distance < 6; distance++) {
            b.request(1, 3, 2);
            int answered = b.answers.size();
            for (int i = 0; i < 8; i++) {
                if (i == distance) {
                    assertEquals(3, b.claim(0));
                }
                b.tick();
            }
            ViBench.Answer answer = b.answers.get(answered);
            assertEquals(distance > 3, answer.coalesced(), "claim " + distance + " cycles after acceptance");
            if (distance > 3) {
                b.post(3, 2);
            }
            b.ticks(60);
            assertTrue(b.offered(0), "presented again");
        }
    }

    @Test
    void acceptsARequestEachCycleOfAllHartsInTurn() {
        ViConfig c = new ViConfig(8, 64, 16, 4);
        ViBench b = new ViBench(c);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.ticks(40);
        long from = b.cycle;
        for (int i = 0; i < 200; i++) {
            for (int h = 0; h < 8; h++) {
                b.request(h, 3, 2);
            }
            b.tick();
        }
        List<ViBench.Accept> accepted = b.accepts.stream().filter(a -> a.cycle() >= from).toList();
        b.ticks(3);
        List<ViBench.Answer> answers = b.answers.stream().filter(a -> a.cycle() >= from + 3).toList();
        assertEquals(200, accepted.size());
        for (int i = 0; i < 200; i++) {
            assertEquals(from + i, accepted.get(i).cycle());
            assertEquals((accepted.getFirst().hart() + i) % 8, accepted.get(i).hart());
            assertEquals(new ViBench.Answer(from + i + 3, accepted.get(i).hart(), true, 3, i > 0), answers.get(i));
        }
    }

    @Test
    void backToBackRequestsToOneVidAreCountedEach() {
        ViConfig c = new ViConfig(8, 64, 16, 4);
        ViBench b = new ViBench(c);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 0);
        b.vid(4, ViConfig.SUPERVISOR, 1, 2, 0, 0);
        for (int i = 0; i < 40; i++) {
            for (int h = 0; h < 8; h++) {
                b.request(h, h < 5 ? 3 : 4, 2);
            }
            b.tick();
        }
        b.ticks(40);
        long requests = b.answers.stream().filter(a -> a.ok()).count();
        assertTrue(requests >= 40);
        assertEquals(requests - 2, b.coalesced(3) + b.coalesced(4));
        assertEquals(b.answers.stream().filter(a -> a.vid() == 3).count() - 1, b.coalesced(3));
    }
}
