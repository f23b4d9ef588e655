package org.haiov.blocks.mmu;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Trees;
import org.haiov.ir.HaiovException;

/**
 * Physical memory attributes of a 4 KiB page (P 3.6), combinational: RAM, ROM, a device, or nothing, where every access faults. A device
 * smaller than its page answers for the rest of it itself, with errors.
 */
public final class Pma extends Component {
    /** Bits of a page number as PTEs can name it. */
    static final int PAGE_NUMBER_BITS = 44;

    public final Signal page = input(PAGE_NUMBER_BITS);
    /** RAM or ROM: cacheable; page tables and instructions may stand there. */
    public final Signal memory = output(1);
    public final Signal write = output(1);
    /** Loads and stores only, not cacheable. */
    public final Signal device = output(1);

    /** @param ramBytes size of RAM, a multiple of a page */
    public Pma(HartConfig c, long ramBytes) {
        Region ram = RiscvFacts.region("ram");
        long pageBytes = 1L << HartConfig.PAGE_BITS;
        if (ramBytes < pageBytes || ramBytes % pageBytes != 0 || ram.base() + ramBytes > 1L << c.physicalBits()) {
            throw new HaiovException("RAM of " + ramBytes + " bytes at 0x" + Long.toHexString(ram.base()) + ": a multiple of " + pageBytes
                    + " that ends within the " + c.physicalBits() + " bits of a physical address is possible");
        }
        Bits reached = page.high(PAGE_NUMBER_BITS - c.pageNumberBits()).isZero();
        Bits number = page.low(c.pageNumberBits());
        List<Bits> devices = new ArrayList<>();
        for (Region region : RiscvFacts.regions()) {
            if (!region.name().equals("ram") && !region.name().equals("rom")) {
                devices.add(within(number, region.base(), region.size()));
            }
        }
        Region rom = RiscvFacts.region("rom");
        Bits inRam = within(number, ram.base(), ramBytes).and(reached);
        Bits inRom = within(number, rom.base(), rom.size()).and(reached);
        Bits inDevice = Trees.reduce(devices, Bits::or).and(reached);
        memory.set(inRam.or(inRom));
        write.set(inRam.or(inDevice));
        device.set(inDevice);
    }

    /** Whether any byte of the page is within the range: a comparison of upper bits for each aligned block that it is made of. */
    private static Bits within(Bits number, long base, long size) {
        long first = base >>> HartConfig.PAGE_BITS;
        long end = (base + size - 1 >>> HartConfig.PAGE_BITS) + 1;
        List<Bits> blocks = new ArrayList<>();
        while (first < end) {
            long pages = Math.min(Long.highestOneBit(end - first), first == 0 ? Long.MAX_VALUE : Long.lowestOneBit(first));
            int low = Long.numberOfTrailingZeros(pages);
            blocks.add(number.high(number.width() - low).eq(first >>> low));
            first += pages;
        }
        return Trees.reduce(blocks, Bits::or);
    }
}
