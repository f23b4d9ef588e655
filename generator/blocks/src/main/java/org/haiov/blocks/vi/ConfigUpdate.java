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
    final Signal wdata = input(64);
    /** The write is of ctx.suatp, else of vid.config. */
    final Signal suatp = input(1);
    /** Start: masked and otherwise 0. */
    final Signal clearing = input(1);

    /** All of config or ctx may be written. */
    final Signal full = output(1);
    final VidConfig updated;

    ConfigUpdate(ViConfig c) {
        old = input(VidConfig.shape(c));
        updated = output(VidConfig.shape(c));
        Bits allowed = old.mask().and(held.not());
        full.set(allowed);

        VidConfig written = wire(VidConfig.shape(c));
        written.fromRegister(wdata, c);
        written.context().set(old.context().and(clearing.not()));

        Bundle.set(updated, old);
        when(suatp, () -> updated.context().set(RegisterWord.field("ctx.suatp", "MODE", wdata).eq(SV39)))
                .otherwise(() -> {
                    updated.mask().set(written.mask().or(clearing));
                    when(allowed.or(clearing), () -> {
                        Bundle.set(updated, written);
                        updated.mask().set(written.mask().or(clearing));
                    });
                });
    }
}
