package org.haiov.blocks.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.junit.EngineTest;

/** The first-level TLB against a map from pages to entries. */
class FirstTlbTest {
    private static final String[] RIGHTS = {"read", "write", "execute", "user", "device"};

    /** Whose address it is: what tag and regime say. */
    private record Eyes(boolean machine, boolean virtual, int asid, boolean user, boolean sum) {}

    private record Page(long page, boolean machine, boolean virtual, int asid) {}

    private record Entry(long page, int rights) {
        boolean right(int i) {
            return (rights >> i & 1) == 1;
        }
    }

    private final Map<Page, Entry> entered = new HashMap<>();
    private Simulation sim;

    @EngineTest
    void whatHitsIsWhatWasEnteredLast(Engine engine) {
        HartConfig c = HartConfig.standard();
        open(engine, c);
        long seed = 11;
        Random random = new Random(seed);
        int hits = 0;
        for (int i = 0; i < 20_000; i++) {
            String at = "seed " + seed + ", access " + i;
            if (random.nextInt(300) == 0) {
                sim.poke("flush", 1);
                sim.step();
                sim.poke("flush", 0);
                entered.clear();
            }
            long page = page(random, c);
            Eyes eyes = new Eyes(random.nextInt(4) == 0, random.nextInt(8) == 0, random.nextInt(8) / 7, random.nextBoolean(), random.nextBoolean());
            AccessKind kind = AccessKind.values()[random.nextInt(4)];
            move(page);
            look(eyes, kind);
            Entry last = entered.get(key(page, eyes));
            boolean hit = sim.peek("hit") == 1;
            if (hit) {
                hits++;
                assertTrue(last != null && allows(last, eyes, kind), at);
                assertEquals(last, entry(), at);
            } else if (regular(page) && random.nextBoolean()) {
                Entry made = new Entry(random.nextInt(1 << c.pageNumberBits()), random.nextInt(32));
                enter(made);
                entered.put(key(page, eyes), made);
                assertEquals(1, sim.peek("hit"), at + ": the MMU's answer holds for the access itself");
                assertEquals(made, entry(), at);
                if (random.nextBoolean()) {
                    // a second look goes by the entry's bits alone, and finds it
                    move(page);
                    assertEquals(allows(made, eyes, kind) ? 1 : 0, sim.peek("hit"), at);
                }
            }
        }
        assertTrue(hits > 1000, hits + " hits");
    }

    @EngineTest
    void waysKeepPagesOfOneSetTogether(Engine engine) {
        HartConfig c = HartConfig.standard();
        open(engine, c);
        look(new Eyes(true, false, 0, false, false), AccessKind.LOAD);
        for (int w = 0; w < c.firstTlb().ways(); w++) {
            move(5 + (long) w * c.firstTlb().sets());
            enter(new Entry(100 + w, 1));
        }
        for (int w = 0; w < c.firstTlb().ways(); w++) {
            move(5 + (long) w * c.firstTlb().sets());
            assertEquals(100 + w, entry().page());
            assertEquals(1, sim.peek("hit"));
        }
        sim.poke("flush", 1);
        sim.step();
        sim.poke("flush", 0);
        assertEquals(0, sim.peek("hit"), "flush while under comparison");
    }

    @EngineTest
    void anAnswerThatComesWithTheNextAddressIsLost(Engine engine) {
        open(engine, HartConfig.tiny());
        look(new Eyes(true, false, 0, false, false), AccessKind.LOAD);
        move(1);
        sim.poke("enter", 1);
        sim.poke("entered_read", 1);
        move(1);
        sim.poke("enter", 0);
        assertEquals(0, sim.peek("hit"));
    }

    private void open(Engine engine, HartConfig c) {
        sim = engine.open(Checks.run(Elaborator.elaborate(new FirstTlb(c))));
        sim.reset();
    }

    /** Few sets, so that ways and upper bits meet; some addresses of which no stage makes anything. */
    private static long page(Random random, HartConfig c) {
        long low = random.nextInt(2) + (random.nextInt(3) << c.firstTlb().setBits());
        long high = switch (random.nextInt(20)) {
            case 0 -> 1L << 28;
            case 1 -> (1L << 52) - (1L << 28);
            case 2 -> 1L << 51;
            default -> 0;
        };
        return high + low;
    }

    private static boolean regular(long page) {
        return page >> 29 == 0 || page >> 29 == (1L << 23) - 1;
    }

    private static Page key(long page, Eyes eyes) {
        return new Page(page, eyes.machine, eyes.virtual, eyes.asid);
    }

    private static boolean allows(Entry e, Eyes eyes, AccessKind kind) {
        boolean right = switch (kind) {
            case LOAD -> e.right(0);
            case STORE -> e.right(1);
            case FETCH -> e.right(2);
            case LOAD_EXECUTABLE -> e.right(2) && e.right(0);
        };
        boolean userPage = e.right(3);
        return right && (eyes.machine || (eyes.user ? userPage : !userPage || eyes.sum && kind != AccessKind.FETCH));
    }

    private void look(Eyes eyes, AccessKind kind) {
        for (String bundle : new String[] {"regime", "tag"}) {
            sim.poke(bundle + "_machine", eyes.machine ? 1 : 0);
            sim.poke(bundle + "_virtual", eyes.virtual ? 1 : 0);
        }
        sim.poke("tag_asid", eyes.asid);
        sim.poke("regime_user", eyes.user ? 1 : 0);
        sim.poke("regime_sum", eyes.sum ? 1 : 0);
        sim.poke("kind", kind.ordinal());
    }

    private void move(long page) {
        sim.poke("move", 1);
        sim.poke("page", page);
        sim.step();
        sim.poke("move", 0);
        assertEquals(page, sim.peek("held"));
    }

    private void enter(Entry e) {
        sim.poke("enter", 1);
        sim.poke("entered_page", e.page);
        for (int i = 0; i < RIGHTS.length; i++) {
            sim.poke("entered_" + RIGHTS[i], e.right(i) ? 1 : 0);
        }
        sim.step();
        sim.poke("enter", 0);
    }

    private Entry entry() {
        int rights = 0;
        for (int i = 0; i < RIGHTS.length; i++) {
            rights |= (int) sim.peek("entry_" + RIGHTS[i]) << i;
        }
        return new Entry(sim.peek("entry_page"), rights);
    }
}
