package org.haiov.blocks.mmu;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;

/**
 * pmpcfg and pmpaddr (P 3.7.1) with a granularity of 4 KiB, G = 10. Of pmpaddr bits 53 to 9 are kept; the lower ones read as ones in a NAPOT
 * region, and together with bit 9 as zeros in others. Registers of regions beyond the configuration are read-only zero. Reset turns all regions
 * off and unlocks them; addresses are 0 at power-up and stay over a reset.
 */
final class PmpRegisters extends Component {
    /** Bits of pmpaddr that are kept: 53 to 9. */
    static final int KEPT = 45;
    private static final int LOWEST = 9;
    private static final int PER_REGISTER = 8;

    final PmpPort port = input(PmpPort.shape());
    /** The checker's look at a region, combinational. */
    final Signal index;
    final PmpRegion region = output(PmpRegion.shape());
    final Signal address = output(KEPT);

    PmpRegisters(HartConfig c) {
        int n = c.pmpRegions();
        int indexBits = 31 - Integer.numberOfLeadingZeros(n);
        index = input(indexBits);
        Vec<PmpRegion> regions = Vec.of(n, i -> reg(PmpRegion.shape()));
        Mem addresses = mem(KEPT, n).style(Style.DISTRIBUTED);

        Vec<Bits> packed = Vec.of(regions.asList().stream().map(Packed::of).toList());
        Packed.set(region, packed.read(index));
        address.set(addresses.read(index));

        Bits readIndex = port.readNumber().low(indexBits);
        Bits kept = addresses.read(readIndex);
        Bits napot = Vec.of(regions.asList().stream().map(PmpRegion::isPowerOfTwo).toList()).read(readIndex);
        Bits addressRead = napot.mux(Bits.cat(kept, Bits.lit((1 << LOWEST) - 1, LOWEST)),
                Bits.cat(kept.high(KEPT - 1), Bits.lit(0, LOWEST + 1)));
        Bits exists = Bits.lit(true);
        if (n < 16) {
            exists = port.readNumber().bit(3).not();
        }
        Bits configRead = Bits.lit(0, 64);
        for (int first = 0; first < n; first += PER_REGISTER) {
            List<Bits> bytes = new ArrayList<>();
            for (int i = first; i < first + PER_REGISTER; i++) {
                bytes.addFirst(regions.get(i).register());
            }
            configRead = port.readNumber().low(4).eq(first / 4).mux(Bits.cat(bytes), configRead);
        }
        port.readData().set(port.readNumber().bit(4).mux(exists.repeat(64).and(addressRead.zext(64)), configRead));

        for (int i = 0; i < n; i++) {
            PmpRegion r = regions.get(i);
            Bits written = port.writeData().slice(8 * (i % PER_REGISTER) + 7, 8 * (i % PER_REGISTER));
            Bits named = port.writeNumber().eq(i / PER_REGISTER * 2);
            when(port.write().and(named).and(r.lock().not()), () -> r.fromRegister(written));
        }
        List<Bits> locked = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Bits own = regions.get(i).lock();
            // the lower bound of a locked TOR region is locked with it
            locked.add(i + 1 < n ? own.or(regions.get(i + 1).lock().and(regions.get(i + 1).isTop())) : own);
        }
        Bits writeIndex = port.writeNumber().low(indexBits);
        Bits named = port.writeNumber().bit(4).and(n < 16 ? port.writeNumber().bit(3).not() : Bits.lit(true));
        when(port.write().and(named).and(Bits.cat(locked.reversed()).bit(writeIndex).not()),
                () -> addresses.write(writeIndex, port.writeData().slice(LOWEST + KEPT - 1, LOWEST)));
    }
}
