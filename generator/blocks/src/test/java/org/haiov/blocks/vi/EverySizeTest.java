package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.HaiovException;
import org.haiov.passes.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smallest, the largest and odd ones between. */
class EverySizeTest {
    @ParameterizedTest
    @CsvSource({"1, 16, 16, 1", "2, 256, 64, 16", "3, 32, 128, 2", "5, 1024, 32, 64", "8, 1024, 256, 64"})
    void theLastOfEverythingWorks(int harts, int entries, int vids, int slots) {
        ViConfig c = new ViConfig(harts, entries, vids, slots);
        ViBench b = new ViBench(c);
        int vid = vids - 1;
        b.write("vid.config", vid, ViBench.config(ViConfig.SUPERVISOR, 3, slots - 1, harts - 1, 1 << harts - 1, false));
        b.write("map", entries - 1, 1L << 63 | (long) (slots - 1) << 48 | vid);
        b.ticks(100);
        b.request(harts - 1, entries - 1, slots - 1);
        b.ticks(4);
        assertTrue(b.offered(harts - 1));
        assertEquals(1L << (vid & 63), b.read("pending", c.words() - 1));
        assertEquals(vid, b.claim(harts - 1));
        b.tick();
        assertEquals(1, b.deliveries(vid));
        assertEquals(0, b.read("pending", c.words() - 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 16, 1", "2, 256, 64, 16", "8, 1024, 256, 64"})
    void noPartIsLeftUnread(int harts, int entries, int vids, int slots) {
        assertEquals(List.of(), Checks.run(Elaborator.elaborate(new ViController(new ViConfig(harts, entries, vids, slots)))).warnings());
    }

    @Test
    void otherSizesAreRefused() {
        assertThrows(HaiovException.class, () -> new ViConfig(9, 16, 16, 1));
        assertThrows(HaiovException.class, () -> new ViConfig(1, 2048, 16, 1));
        assertThrows(HaiovException.class, () -> new ViConfig(1, 16, 48, 1));
        HaiovException e = assertThrows(HaiovException.class, () -> new ViConfig(1, 16, 16, 0));
        assertEquals("VI controller with 0 slots: 1 to 64, a power of two, are possible", e.getMessage());
    }
}
