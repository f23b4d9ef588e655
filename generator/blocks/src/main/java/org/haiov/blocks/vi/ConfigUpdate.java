package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * What a register write makes of a VID's config, combinational: all of it while the VID is masked and no hart has it, else only the
 * mask. A write of ctx.suatp changes only the note whether its MODE is 8.
 */
final class ConfigUpdate extends Component {
    private static final int SV39 = Math.toIntExact(ViConfig.map().constant("suatpModeSv39"));

    final VidConfig old;
    /** A hart has the VID presented, running or parked. */
    final Signal held = input(1);
    /** What is written into vid.config; {@code context} is not looked at. */
    final VidConfig written;
    /** The write is of ctx.suatp, else of vid.config; and its MODE. */
    final Signal suatp = input(1);
    final Signal mode = input(4);
    /** Start: masked and otherwise 0. */
    final Signal clearing = input(1);

    /** All of config or ctx may be written. */
    final Signal full = output(1);
    final VidConfig updated;

    ConfigUpdate(ViConfig c) {
        old = input(VidConfig.shape(c));
        written = input(VidConfig.shape(c));
        updated = output(VidConfig.shape(c));
        written.delivery().context().ignored();
        Bits allowed = old.delivery().mask().and(held.not());
        full.set(allowed);
        Delivery d = updated.delivery();
        Bundle.set(updated, old);
        when(suatp, () -> d.context().set(mode.eq(SV39))).otherwise(() -> {
            when(allowed, () -> Bundle.set(updated, written));
            d.mask().set(written.delivery().mask());
            d.context().set(old.delivery().context());
        });
        when(clearing, () -> {
            Bundle.signals(updated).forEach(member -> member.set(0));
            d.mask().set(1);
        });
    }
}
