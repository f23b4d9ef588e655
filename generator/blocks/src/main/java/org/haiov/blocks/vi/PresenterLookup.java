package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;

/** Which presenter has a VID: a comparison with all of them, combinational. */
final class PresenterLookup extends Component {
    /** What the harts have in hand: supervisor and user level of hart 0, of hart 1 and so on. */
    final Vec<Holding> holding;
    final Signal vid;

    final Signal busy = output(1);
    final Signal pending = output(1);
    final Signal pendingStill = output(1);
    final Signal presented = output(1);
    final Signal running = output(1);
    /** Hart that has it presented, running or parked; else 0. */
    final Signal hart;

    PresenterLookup(ViConfig c) {
        holding = input(Vec.of(2 * c.harts(), i -> Holding.shape(c)));
        vid = input(c.vidBits());
        hart = output(c.hartBits());

        List<Bits> busyOnes = new ArrayList<>();
        List<Bits> pendingOnes = new ArrayList<>();
        List<Bits> stillOnes = new ArrayList<>();
        List<Bits> presentedOnes = new ArrayList<>();
        List<Bits> runningOnes = new ArrayList<>();
        List<Bits> shown = new ArrayList<>();
        List<Bits> numbers = new ArrayList<>();
        for (int i = 0; i < holding.size(); i++) {
            Holding h = holding.get(i);
            Bits same = h.vid().eq(vid);
            busyOnes.add(same.and(h.busy()));
            pendingOnes.add(same.and(h.pending()));
            stillOnes.add(same.and(h.pendingStill()));
            presentedOnes.add(same.and(h.presented()));
            runningOnes.add(same.and(h.running()));
            shown.add(same.and(h.presented().or(h.running())));
            numbers.add(Bits.lit(i / 2, c.hartBits()));
        }
        busy.set(Bits.cat(busyOnes).any());
        pending.set(Bits.cat(pendingOnes).any());
        pendingStill.set(Bits.cat(stillOnes).any());
        presented.set(Bits.cat(presentedOnes).any());
        running.set(Bits.cat(runningOnes).any());
        hart.set(OneHot.select(Bits.cat(shown.reversed()), numbers));
        Bits several = Bits.cat(busyOnes);
        assertThat(several.and(several.minus(1)).isZero(), "a VID in two presenters");
    }
}
