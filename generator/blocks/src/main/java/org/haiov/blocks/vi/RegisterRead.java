package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.facts.RegisterMap;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;

/** The word that a register reads, combinational. */
final class RegisterRead extends Component {
    final RegisterHit hit = input(RegisterHit.shape());
    final Signal rdata = output(64);

    final MapEntry map;
    final VidConfig config;
    /** vid.state: whether it waits, and what the presenters say. */
    final Signal waits = input(1);
    final Signal held = input(1);
    final Signal presented = input(1);
    final Signal running = input(1);
    final Signal presenter;
    final Signal deliveries = input(CountTable.WIDTH);
    final Signal coalesced = input(CountTable.WIDTH);
    final Vec<Signal> context = Vec.of(ContextTable.REGISTERS.size(), i -> input(64));
    /** Whole registers. */
    final Signal bucket = input(64);
    final Signal evict = input(64);
    final Signal drain = input(64);
    /** Words of the bit map of pending VIDs: those that wait and those that presenters keep. */
    final Signal waitingWord;
    final Signal heldWord;
    /** hart[h] of which h, and of all harts who waits in WFI, who is in U, VU or VS, and what is presented, at level supervisor and
     * user of hart 0, of hart 1 and so on. */
    final Signal hartIndex;
    final Signal idle;
    final Signal inUser;
    final Vec<PendingSet.One> shown;

    RegisterRead(ViConfig c) {
        map = input(MapEntry.shape(c));
        config = input(VidConfig.shape(c));
        presenter = input(c.hartBits());
        waitingWord = input(c.wordBits());
        heldWord = input(c.wordBits());
        hartIndex = input(c.hartBits());
        idle = input(c.harts());
        inUser = input(c.harts());
        shown = input(Vec.of(2 * c.harts(), i -> PendingSet.One.shape(c)));
        config.delivery().context().ignored();

        List<Bits> hits = new ArrayList<>(List.of(hit.cap(), hit.map(), hit.config(), hit.state(), hit.count(), hit.bucket(),
                hit.evict(), hit.drain(), hit.pending(), hit.hart()));
        Bits state = RegisterWord.of("vid.state").with("pending", waits.or(held)).with("presented", presented)
                .with("running", running).with("hart", presenter).bits();
        List<Bits> words = new ArrayList<>(List.of(capabilities(c), map.register(), config.register(), state,
                Bits.cat(coalesced, deliveries), bucket, evict, drain, waitingWord.or(heldWord).zext(64), hart(c)));
        for (int i = 0; i < ContextTable.REGISTERS.size(); i++) {
            hits.add(hit.ctx().bit(i));
            words.add(context.get(i));
        }
        rdata.set(OneHot.select(Bits.cat(hits.reversed()), words));
    }

    private static Bits capabilities(ViConfig c) {
        RegisterMap map = ViConfig.map();
        return RegisterWord.of("CAP").with("version", Bits.lit(map.constant("version"), 16)).with("slots", Bits.lit(c.slots(), 8))
                .with("vids", Bits.lit(c.vids(), 16)).with("entries", Bits.lit(c.entries(), 16))
                .with("harts", Bits.lit(c.harts(), 8)).bits();
    }

    private Bits hart(ViConfig c) {
        Bits chosen = OneHot.encode(hartIndex, c.harts());
        List<Bits> modes = new ArrayList<>();
        List<Bits> supervisors = new ArrayList<>();
        List<Bits> users = new ArrayList<>();
        for (int h = 0; h < c.harts(); h++) {
            modes.add(Bits.cat(idle.bit(h), idle.bit(h).not().and(inUser.bit(h))));
            supervisors.add(gated(shown.get(2 * h)));
            users.add(gated(shown.get(2 * h + 1)));
        }
        Bits supervisor = OneHot.select(chosen, supervisors);
        Bits user = OneHot.select(chosen, users);
        return RegisterWord.of("hart").with("mode", OneHot.select(chosen, modes)).with("presented0", supervisor.msb())
                .with("presented1", user.msb()).with("VID0", supervisor.low(c.vidBits())).with("VID1", user.low(c.vidBits())).bits();
    }

    /** Whether there is one, and which; 0 where none. */
    private static Bits gated(PendingSet.One one) {
        return Bits.cat(one.valid(), one.valid().repeat(one.vid().width()).and(one.vid()));
    }
}
