package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory;

/**
 * Where the last-level tables of both stages stand: what the valid pointers of level 1 said. First-stage tables are named as the first stage
 * names them, guest-physical under a G-stage.
 */
final class PointerCache extends Component {
    /** Bits of what one last-level table covers in a guest-physical address, and fewer in a virtual one. */
    private static final int REGION_BITS = GuestPage.NUMBER_BITS - 9;

    final TlbTag tag;
    /** The stage asked for, and the page in both. */
    final Signal guest = input(1);
    final Signal virtualPage = input(27);
    final Signal guestPage = input(GuestPage.NUMBER_BITS);
    final Signal hit = output(1);
    final Signal found = output(Pma.PAGE_NUMBER_BITS);
    /** Keeps {@code page}, if it is one that can be translated. */
    final Signal write = input(1);
    final Signal page = input(Pma.PAGE_NUMBER_BITS);
    final Signal flush = input(1);

    PointerCache(HartConfig c) {
        tag = input(TlbTag.shape(c));
        tag.machine().ignored();
        tag.first().ignored();
        virtualPage.ignored();
        guestPage.ignored();
        int entries = c.walker().pointers();
        int indexBits = Memory.addressWidth(entries);
        Bits region = guest.mux(guestPage.high(REGION_BITS), virtualPage.high(18).zext(REGION_BITS));
        // the two stages of one access, often of equal numbers, keep apart
        Bits index = region.low(indexBits).xor((indexBits == 1 ? guest : Bits.cat(guest, Bits.lit(0, indexBits - 1))));
        Bits asid = guest.not().repeat(c.asidBits()).and(tag.asid());
        Bits key = Bits.cat(guest, tag.virtual(), tag.guest(), asid, tag.vmid(), region.high(REGION_BITS - indexBits), index);
        SmallCache cache = add(new SmallCache(key.width(), GuestPage.NUMBER_BITS, entries));
        cache.key.set(key);
        cache.flush.set(flush);
        cache.write.set(write.and(page.high(Pma.PAGE_NUMBER_BITS - GuestPage.NUMBER_BITS).isZero()));
        cache.data.set(page.low(GuestPage.NUMBER_BITS));
        hit.set(cache.hit);
        found.set(cache.found.zext(Pma.PAGE_NUMBER_BITS));
    }
}
