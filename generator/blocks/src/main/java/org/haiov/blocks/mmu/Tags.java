package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;

/** Whose addresses a regime looks at, out of the present address spaces, for a first-level TLB: one cycle after its inputs. */
public final class Tags extends Component {
    public final Regime regime = input(Regime.shape());
    public final AddressSpaces spaces;
    public final TlbTag tag;

    public Tags(HartConfig c) {
        spaces = input(AddressSpaces.shape(c));
        tag = output(TlbTag.shape(c));
        // who looks, and where the tables stand, is no matter of the tag
        regime.user().ignored();
        regime.sum().ignored();
        regime.executableReadable().ignored();
        regime.guestExecutableReadable().ignored();
        spaces.satp().root().ignored();
        spaces.vsatp().root().ignored();
        spaces.hgatp().root().ignored();
        TlbTag now = reg(TlbTag.shape(c));
        derive(now, regime, spaces);
        Bundle.set(tag, now);
    }

    /** Drives all members of the tag. */
    static void derive(TlbTag tag, Regime regime, AddressSpaces spaces) {
        Bits translated = regime.machine().not();
        Bits virtual = regime.virtual().and(translated);
        Bits first = virtual.mux(spaces.vsatp().on(), spaces.satp().on()).and(translated);
        Bits asid = virtual.mux(spaces.vsatp().id(), spaces.satp().id());
        Bits vmid = spaces.hgatp().id();
        tag.machine().set(regime.machine());
        tag.virtual().set(virtual);
        tag.first().set(first);
        tag.guest().set(virtual.and(spaces.hgatp().on()));
        tag.asid().set(first.repeat(asid.width()).and(asid));
        tag.vmid().set(virtual.repeat(vmid.width()).and(vmid));
    }
}
