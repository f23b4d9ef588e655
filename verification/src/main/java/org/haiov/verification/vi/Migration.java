package org.haiov.verification.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/**
 * "Everything of a slot can be read, cleared and written back elsewhere, with nothing lost or doubled" (Xhaiov section 4): a slot in
 * use moves to a controller of another size, where it has another number, other VIDs and other map entries.
 */
final class Migration {
    private static final Register CONFIG = Facts.viController().register("vid.config");
    private static final Field SLOT = CONFIG.field("slot");
    private static final Field HOME = CONFIG.field("home");
    private static final Field AFFINITY = CONFIG.field("affinity");
    private static final Field MASK = CONFIG.field("mask");
    private static final String[] CONTEXT = {"ctx.utvec", "ctx.uscratch", "ctx.suscratch", "ctx.suatp", "ctx.uvictx", "ctx.limit"};
    private static final int OLD_SLOT = 2;
    private static final int NEW_SLOT = 5;
    private static final int VIS = 8;
    private static final int OTHER_SLOT = 1;

    private Migration() {
    }

    private static int newVid(int vid) {
        return 3 * vid + 2;
    }

    private static int newEntry(int entry) {
        return 100 + entry;
    }

    static void run(Script from, Script to) {
        use(from);
        from.drain(OLD_SLOT);
        from.finishAccess();
        for (int h = 0; h < 4; h++) {
            if (from.withdrawing(h)) {
                from.event(h, UserEvent.WITHDRAWN);
            }
        }
        from.untilDrained(OLD_SLOT);
        from.expect("accepted to the last moment", from.ask(0, 7, OLD_SLOT));
        long sent = from.statistics().accepted() - 1;
        for (int vid = 0; vid < VIS; vid++) {
            move(from, to, vid);
        }
        long bucket = from.read("slot.bucket", OLD_SLOT);
        to.write("slot.bucket", NEW_SLOT, bucket);
        to.write("slot.evict", NEW_SLOT, from.read("slot.evict", OLD_SLOT));
        from.expect("no entry is left", !from.ask(0, 3, OLD_SLOT));
        from.write("slot.drain", OLD_SLOT, 0);
        for (int vid = 0; vid < VIS; vid++) {
            to.unmask(newVid(vid));
        }
        deliverAll(to);
        long arrived = 0;
        for (int vid = 0; vid < VIS; vid++) {
            to.expect("nothing of VID " + vid + " is left", 0, to.read("vid.state", newVid(vid)));
            arrived += to.deliveries(newVid(vid)) + to.coalesced(newVid(vid));
        }
        to.expect("every request was delivered or coalesced, before or after the move", sent, arrived);
        from.run(600);
        from.expect("the other slot's VID was not touched", 1, from.deliveries(20));
        from.finish();
        to.finish();
    }

    /** Requests of which some are delivered, some coalesce, some are presented and some wait. */
    private static void use(Script s) {
        s.vi(20, 0, 0, OTHER_SLOT, 3, 0b1000);
        s.request(0, 20, OTHER_SLOT);
        s.untilOffered(3);
        s.claim(3);
        for (int vid = 0; vid < VIS; vid++) {
            for (String word : CONTEXT) {
                s.write(word, vid, 0x1000L * vid + word.length());
            }
            s.vi(vid, vid % 2, vid % 4, OLD_SLOT, vid % 4, 1 << vid % 4);
        }
        s.write("slot.bucket", OLD_SLOT, 500L << 16 | 100);
        for (int round = 0; round < 6; round++) {
            for (int vid = 0; vid < VIS; vid++) {
                if (vid != 7) {
                    s.expect("accepted", s.ask(round % 4, vid, OLD_SLOT));
                }
                if (round < 4 && s.offered(vid % 4)) {
                    s.claim(vid % 4);
                }
                if (round < 4 && s.presented(vid % 4)) {
                    s.event(vid % 4, UserEvent.TAKE);
                }
            }
        }
        s.run(400);
        s.expect("something is presented at the end", s.cycle().sOffer != 0);
    }

    private static void move(Script from, Script to, int vid) {
        int moved = newVid(vid);
        from.mask(vid);
        long config = from.read("vid.config", vid);
        to.write("vid.config", moved, MASK.mask());
        for (String word : CONTEXT) {
            to.write(word, moved, from.read(word, vid));
        }
        to.write("vid.count", moved, from.read("vid.count", vid));
        boolean pending = from.pending(vid);
        from.write("clear", 0, 1L << vid);
        from.write("vid.count", vid, 0);
        from.write("vid.config", vid, MASK.mask());
        from.write("map", vid, 0);
        to.aim(newEntry(vid), NEW_SLOT, moved);
        to.write("vid.config", moved, HOME.set(AFFINITY.set(SLOT.set(config, NEW_SLOT), 0b11), vid % 2));
        if (pending) {
            to.write("set", 0, 1L << moved);
        }
    }

    private static void deliverAll(Script s) {
        for (int i = 0; i < 4000; i++) {
            for (int h = 0; h < 2; h++) {
                if (s.offered(h)) {
                    s.cycle().sClaim |= 1 << h;
                }
                if (s.presented(h)) {
                    s.cycle().uEvent[h] = UserEvent.TAKE.code();
                }
            }
            s.step();
        }
    }
}
