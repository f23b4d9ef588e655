package org.haiov.verification.vi;

import java.util.List;
import org.haiov.facts.Facts;
import org.haiov.facts.Register;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** The register port and what is behind it (Xhaiov section 4's table; generator/facts, vi-controller.json). */
final class RegisterScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;
    private static final long[] PATTERNS = {-1L, 0, 0xAAAA_AAAA_AAAA_AAAAL, 0x5555_5555_5555_5555L, 0x0123_4567_89AB_CDEFL, 0x8000_0000_0000_0001L};

    static final List<Scenario> ALL = List.of(
            new Scenario("CAP tells the configuration", RegisterScenarios::cap),
            new Scenario("after reset: VIDs masked, all else 0", RegisterScenarios::afterReset),
            new Scenario("every register with every pattern reads as the model says", RegisterScenarios::patterns),
            new Scenario("a map entry with a VID or slot that there is not is written invalid", RegisterScenarios::tooLarge),
            new Scenario("other sizes and alignments are access faults without effect", RegisterScenarios::faults),
            new Scenario("no register there: reads 0, writes nothing", RegisterScenarios::holes),
            new Scenario("config and ctx are writable only while masked and quiet", RegisterScenarios::quietOnly),
            new Scenario("set and clear of many VIDs at once", RegisterScenarios::bitMaps),
            new Scenario("hart registers show mode and presentations", RegisterScenarios::harts));

    private RegisterScenarios() {
    }

    private static void cap(Script s) {
        Configuration size = s.size();
        s.expect("CAP", 3L << 48 | (long) size.slots() << 40 | (long) size.vids() << 24 | (long) size.entries() << 8 | size.harts(),
                s.read("CAP", 0));
        s.write("CAP", 0, -1L);
        s.expect("harts after a write", size.harts(), s.field("CAP", 0, "harts"));
    }

    private static void afterReset(Script s) {
        Configuration size = s.size();
        for (int v : new int[] {0, 1, size.vids() - 1}) {
            s.expect("config", 1L << 62, s.read("vid.config", v));
            s.expect("state", 0, s.read("vid.state", v));
            s.expect("count", 0, s.read("vid.count", v));
            s.expect("ctx", 0, s.read("ctx.limit", v));
        }
        for (int i = 0; i < size.entries(); i += size.entries() / 16) {
            s.expect("map", 0, s.read("map", i));
        }
        for (int slot = 0; slot < size.slots(); slot++) {
            s.expect("bucket", 0, s.read("slot.bucket", slot));
            s.expect("evict", 0, s.read("slot.evict", slot));
            s.expect("drain", 0, s.read("slot.drain", slot));
        }
    }

    private static void patterns(Script s) {
        for (Register register : Facts.viController().registers()) {
            int last = register.count().isEmpty() ? 0 : count(s.size(), register) - 1;
            for (long pattern : PATTERNS) {
                s.write(register.name(), 0, pattern);
                s.write(register.name(), last, ~pattern);
                s.read(register.name(), 0);
                s.read(register.name(), last);
                s.read(register.name(), last / 2);
            }
            if (register.name().equals("vid.config")) {
                s.write(register.name(), 0, 1L << 62);
                s.write(register.name(), last, 1L << 62);
            }
        }
    }

    private static void tooLarge(Script s) {
        Configuration size = s.size();
        s.vi(5, SUPERVISOR, 0, 1, 0, 0);
        for (int bit = 0; bit < 16; bit++) {
            long vid = 5 | 1L << bit;
            s.write("map", 7, 1L << 63 | 1L << 48 | vid);
            s.expect("V with VID " + vid, vid < size.vids() ? 1 : 0, s.field("map", 7, "V"));
            s.expect("the VID's bits that there are", vid % size.vids(), s.field("map", 7, "VID"));
            s.expect("a request goes to VID 5 or nowhere", (vid == 5) == s.ask(0, 7, 1));
        }
        for (int bit = 0; bit < 6; bit++) {
            long slot = 1 | 1L << bit;
            s.write("map", 7, 1L << 63 | slot << 48 | 5);
            s.expect("V with slot " + slot, slot < size.slots() ? 1 : 0, s.field("map", 7, "V"));
            s.expect("a request of slot 1", (slot == 1) == s.ask(0, 7, 1));
        }
    }

    private static int count(Configuration size, Register register) {
        return switch (register.count()) {
            case "harts" -> size.harts();
            case "entries" -> size.entries();
            case "vids" -> size.vids();
            case "slots" -> size.slots();
            default -> size.pendingWords();
        };
    }

    private static void faults(Script s) {
        s.vi(2, SUPERVISOR, 0, 0, 0, 0);
        long config = s.read("vid.config", 2);
        int at = Script.offset("vid.config", 2);
        for (int size = 0; size < 4; size++) {
            for (int offset = 0; offset < 8; offset++) {
                boolean fault = size != 3 || offset != 0;
                s.expect("fault on a read of 2^" + size + " bytes at +" + offset, fault == s.access(at + offset, false, 0, size));
                if (fault) {
                    s.expect("rdata of a fault", 0, s.cycle().rspRdata);
                    s.expect("fault on a write of 2^" + size + " bytes at +" + offset, s.access(at + offset, true, 1L << 62, size));
                }
            }
        }
        s.expect("nothing written", config, s.read("vid.config", 2));
        s.expect("fault where there is no register, too", s.access(0xFFFFC, true, 1, 2));
    }

    private static void holes(Script s) {
        Configuration size = s.size();
        int[] holes = {8, 0xFFF8, 0x10000 + 8 * size.entries(), 0x20018, 0x20020, 0x20000 + 64 * size.vids(), 0x3FFF8, 0x40030, 0x40038,
            0x40000 + 64 * size.vids(), 0x50000, 0x60018, 0x60000 + 64 * size.slots(), 0x70000 + 8 * size.pendingWords(), 0x70800, 0x71800,
            0x72FF8, 0x73000, 0x80008, 0x80000 + 64 * size.harts(), 0x90000, 0xFFFF8};
        for (int hole : holes) {
            s.expect("no fault", !s.access(hole, true, -1L, 3));
            s.expect("no fault", !s.access(hole, false, 0, 3));
            s.expect("value at 0x" + Integer.toHexString(hole), 0, s.cycle().rspRdata);
        }
        s.expect("no VID pends", 0, s.read("pending", 0));
        s.expect("VID 0 as after reset", 1L << 62, s.read("vid.config", 0));
    }

    private static void quietOnly(Script s) {
        s.vi(3, USER, 2, 1, 0, 1);
        long config = s.read("vid.config", 3);
        long suatp = s.read("ctx.suatp", 3);
        s.write("vid.config", 3, 0);
        s.write("ctx.suatp", 3, 0);
        s.expect("unmasked: config stays", config, s.read("vid.config", 3));
        s.expect("unmasked: ctx stays", suatp, s.read("ctx.suatp", 3));
        s.request(0, 3, 1);
        s.untilPushed(0);
        s.event(0, UserEvent.ENTER);
        s.write("vid.config", 3, 1L << 62);
        s.write("vid.config", 3, 1L << 62 | 0x55);
        s.write("ctx.suatp", 3, 0);
        s.expect("running: only the mask is written", config | 1L << 62, s.read("vid.config", 3));
        s.expect("running: ctx stays", suatp, s.read("ctx.suatp", 3));
        s.event(0, UserEvent.PARK);
        s.write("vid.config", 3, 0x55);
        s.expect("parked: only the mask is written", config, s.read("vid.config", 3));
        s.write("vid.config", 3, 1L << 62);
        s.event(0, UserEvent.RELEASE);
        s.write("ctx.suatp", 3, 0x77);
        s.write("vid.config", 3, 0x55);
        s.expect("quiet: all is written, mask included", 0x55, s.read("vid.config", 3));
        s.expect("quiet: ctx is written", 0x77, s.read("ctx.suatp", 3));
    }

    private static void bitMaps(Script s) {
        int words = s.size().pendingWords();
        long all = s.size().vids() >= 64 ? -1L : (1L << s.size().vids()) - 1;
        for (int w = 0; w < words; w++) {
            s.write("set", w, -1L);
            s.expect("all pend", all, s.read("pending", w));
            s.expect("set reads 0", 0, s.read("set", w));
            s.write("clear", w, 0xF0F0_F0F0_F0F0_F0F0L);
            s.expect("some are cleared", all & 0x0F0F_0F0F_0F0F_0F0FL, s.read("pending", w));
            s.write("set", w, 0x10);
            s.expect("one is set", all & 0x0F0F_0F0F_0F0F_0F1FL, s.read("pending", w));
            s.write("clear", w, -1L);
            s.expect("none", 0, s.read("pending", w));
            s.expect("clear reads 0", 0, s.read("clear", w));
        }
        s.vi(0, SUPERVISOR, 0, 0, 0, 1);
        s.write("set", 0, 1);
        s.untilOffered(0);
        s.claim(0);
        s.expect("set is delivered like a request", 1, s.deliveries(0));
        s.expect("and not counted as coalesced", 0, s.coalesced(0));
    }

    private static void harts(Script s) {
        int[] modes = {0, 1, 3, 4, 5};
        int[] shown = {1, 0, 0, 1, 1};
        for (int h = 0; h < s.size().harts(); h++) {
            for (int m = 0; m < modes.length; m++) {
                s.cycle().mode[h] = modes[m];
                s.run(2);
                s.expect("mode " + modes[m] + " of hart " + h, shown[m], s.field("hart", h, "mode"));
                s.cycle().wfi = 1 << h;
                s.run(2);
                s.expect("WFI in mode " + modes[m] + " of hart " + h, 2, s.field("hart", h, "mode"));
                s.cycle().wfi = 0;
            }
        }
        s.run(2);
        s.vi(9, USER, 0, 0, 1, 2);
        s.request(0, 9, 0);
        s.untilPushed(1);
        s.expect("user VI", 1L << 49 | 9L << 16, s.read("hart", 1) & ~(3L << 56));
        s.event(1, UserEvent.ENTER);
        s.expect("none", 0, s.read("hart", 1) & ~(3L << 56));
        s.event(1, UserEvent.END);
    }
}
