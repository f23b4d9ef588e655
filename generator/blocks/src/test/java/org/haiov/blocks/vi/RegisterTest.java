package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The register port: every register, its writable bits, and what is no register. */
class RegisterTest {
    private static final ViConfig SMALL = new ViConfig(2, 64, 16, 4);

    @Test
    void capabilities() {
        ViBench b = new ViBench(SMALL);
        assertEquals(3L << 48 | 4L << 40 | 16L << 24 | 64L << 8 | 2, b.read("CAP", 0));
        b.write("CAP", 0, -1);
        assertEquals(3L << 48 | 4L << 40 | 16L << 24 | 64L << 8 | 2, b.read("CAP", 0));
    }

    @Test
    void resetValues() {
        ViBench b = new ViBench(SMALL);
        assertEquals(0, b.read("map", 63));
        assertEquals(1L << 62, b.read("vid.config", 15), "masked");
        assertEquals(0, b.read("vid.state", 15));
        assertEquals(0, b.read("vid.count", 15));
        assertEquals(0, b.read("ctx.limit", 15));
        assertEquals(0, b.read("slot.bucket", 3));
        assertEquals(0, b.read("slot.evict", 3));
        assertEquals(0, b.read("slot.drain", 3));
        assertEquals(0, b.read("pending", 0));
    }

    /** Every element keeps its own value, of which only the bits that exist. */
    @Test
    void everyWordKeepsItsOwnBits() {
        ViBench b = new ViBench(SMALL);
        long seed = 5;
        Random random = new Random(seed);
        Map<String, Long> stored = Map.of("map", 1L << 63 | 3L << 48 | 15, "vid.config", ~(0x3cL << 48 | 0xfcL << 24) & bits("vid.config"),
                "vid.count", -1L, "ctx.utvec", -1L, "ctx.suatp", -1L, "ctx.limit", -1L, "slot.bucket", 0xffff_ffffL,
                "slot.evict", 1L << 63 | 15);
        for (Map.Entry<String, Long> r : stored.entrySet()) {
            int count = r.getKey().equals("map") ? 64 : r.getKey().startsWith("slot") ? 4 : 16;
            long[] written = new long[count];
            for (int i = 0; i < count; i++) {
                long word = random.nextLong();
                written[i] = switch (r.getKey()) {
                    // an entry that names what is not there is stored as not valid: name what is
                    case "map" -> word & ~(0x3cL << 48 | 0xfff0L);
                    case "vid.config" -> word | 1L << 62;
                    default -> word;
                };
                b.write(r.getKey(), i, written[i]);
            }
            for (int i = 0; i < count; i++) {
                assertEquals(written[i] & r.getValue(), b.read(r.getKey(), i), r.getKey() + " " + i + ", seed " + seed);
            }
        }
    }

    private static long bits(String register) {
        return ViConfig.map().register(register).bits();
    }

    @Test
    void mapEntryThatNamesWhatIsNotThereIsNotValid() {
        ViBench b = new ViBench(SMALL);
        b.write("map", 1, 1L << 63 | 16);
        assertEquals(0, b.read("map", 1));
        b.write("map", 1, 1L << 63 | 4L << 48 | 3);
        assertEquals(3, b.read("map", 1));
    }

    @Test
    void configIsWritableOnlyWhileMasked() {
        ViBench b = new ViBench(SMALL);
        long masked = ViBench.config(0, 1, 2, 0, 1, true);
        long unmasked = ViBench.config(0, 1, 2, 0, 1, false);
        b.write("vid.config", 3, unmasked);
        assertEquals(unmasked, b.read("vid.config", 3), "one write sets up and unmasks");
        b.write("vid.config", 3, 0);
        assertEquals(unmasked, b.read("vid.config", 3));
        b.write("vid.config", 3, 1L << 62);
        assertEquals(masked, b.read("vid.config", 3), "only the mask");
        b.write("vid.config", 3, 0);
        assertEquals(0, b.read("vid.config", 3));
    }

    @Test
    void accessFaults() {
        ViBench b = new ViBench(SMALL);
        for (int size = 0; size < 3; size++) {
            b.access(true, ViBench.address("slot.bucket", 1), size, 5);
            assertTrue(b.lastFaulted());
        }
        b.access(true, ViBench.address("slot.bucket", 1) + 4, 3, 5);
        assertTrue(b.lastFaulted());
        int commits = b.commits.size();
        assertEquals(0, b.access(false, ViBench.address("CAP", 0) + 1, 3, 0));
        assertTrue(b.lastFaulted());
        assertEquals(commits, b.commits.size(), "a fault commits nothing");
        assertEquals(0, b.read("slot.bucket", 1));
        assertFalse(b.lastFaulted());
    }

    @Test
    void whereNoRegisterIsReadsZeroAndWritesNothing() {
        ViBench b = new ViBench(SMALL);
        long[] offsets = {0x8, 0x10000 + 8 * 64, 0x20000 + 64 * 16, 0x20018, 0x40030, 0x60000 + 64 * 4, 0x60018, 0x70008, 0x71008,
            0x73000, 0x80000 + 64 * 2, 0x80008, 0x90000, 0xffff8, 0x30000};
        for (long offset : offsets) {
            b.access(true, offset, 3, -1);
            assertFalse(b.lastFaulted());
            assertEquals(0, b.access(false, offset, 3, 0), Long.toHexString(offset));
        }
        resetValues();
    }

    @Test
    void hartShowsModeAndWhatIsPresented() {
        ViBench b = new ViBench(SMALL);
        b.mode(0, ViBench.VS);
        b.status(1, ViBench.HS, true, true, true);
        b.ticks(2);
        assertEquals(1L << 56, b.read("hart", 0));
        assertEquals(2L << 56, b.read("hart", 1));
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.vid(4, ViConfig.USER, 1, 2, 0, 1);
        b.post(3, 2);
        b.post(4, 2);
        b.ticks(2 * SMALL.sweepCycles());
        assertEquals(1L << 56 | 3L << 48 | 4L << 16 | 3, b.read("hart", 0));
        b.claim(0);
        b.event(0, UserEvent.ENTER);
        b.tick();
        assertEquals(1L << 56, b.read("hart", 0));
    }

    @Test
    void countsCanBeRestored() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.write("vid.count", 3, 0xffff_ffff_ffff_ffffL);
        b.post(3, 2);
        b.ticks(3);
        b.post(3, 2);
        b.claim(0);
        b.tick();
        assertEquals(0, b.read("vid.count", 3), "both wrap");
    }
}
