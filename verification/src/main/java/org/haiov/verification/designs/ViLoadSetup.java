package org.haiov.verification.designs;

import org.haiov.blocks.vi.RegisterLink;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.facts.Facts;
import org.haiov.facts.Register;
import org.haiov.facts.RegisterMap;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * The software of {@link ViLoad}: maps entry i to VID i modulo VIDs, gives each VID an address space and a configuration (levels
 * supervisor and user in turn, all priorities, the slots in turn, every hart in its affinity mask), and then reads a random VID's
 * count now and then.
 */
final class ViLoadSetup extends Component {
    /** What is being written, in this order; at last only reads remain. */
    private static final int MAP = 0;
    private static final int CONTEXT = 1;
    private static final int CONFIG = 2;
    private static final int READ = 3;

    final Signal random = input(64).ignored();
    final Signal ready = input(1);
    final Signal responded = input(1);

    final Signal valid = output(1);
    final Signal write = output(1);
    final Signal address = output(RegisterLink.ADDRESS_BITS);
    final Signal wdata = output(64);
    /** All is set up. */
    final Signal done = output(1);

    ViLoadSetup(ViConfig c) {
        RegisterMap map = Facts.viController();
        int indexBits = Math.max(c.entryBits(), c.vidBits());
        Reg phase = reg(2, MAP);
        Reg index = reg(indexBits, 0);
        Reg waiting = reg(1, 0);
        Reg vidRead = reg(c.vidBits(), 0);

        Bits vid = index.low(c.vidBits());
        Bits start = phase.ne(READ).or(random.slice(20, 13).isZero());
        Reg asked = reg(1, 0);
        when(asked.not().and(waiting.not()).and(start), () -> {
            asked.set(1);
            vidRead.set(random.slice(40, 41 - c.vidBits()));
        });
        when(asked.and(ready), () -> {
            asked.set(0);
            waiting.set(1);
        });
        when(waiting.and(responded), () -> {
            waiting.set(0);
            index.set(index.plus(1));
            Bits last = switchLast(c, phase, index);
            when(last, () -> {
                index.set(0);
                phase.set(phase.eq(READ).mux(READ, phase.plus(1)));
            });
        });

        valid.set(asked);
        write.set(phase.ne(READ));
        done.set(phase.eq(READ));
        address.set(at(map.register("vid.count"), vidRead));
        wdata.set(0);
        switchOn(phase)
                .is(MAP, () -> {
                    address.set(at(map.register("map"), index.low(c.entryBits())));
                    wdata.set(new RegisterWordBits(map.register("map")).with("V", Bits.lit(true)).with("slot", slotOf(c, vid))
                            .with("VID", vid).bits());
                })
                .is(CONTEXT, () -> {
                    address.set(at(map.register("ctx.suatp"), vid));
                    wdata.set(Bits.cat(Bits.lit(map.constant("suatpModeSv39"), 4), vid.zext(60)));
                })
                .is(CONFIG, () -> {
                    address.set(at(map.register("vid.config"), vid));
                    wdata.set(new RegisterWordBits(map.register("vid.config")).with("V", Bits.lit(true)).with("level", vid.bit(0))
                            .with("priority", vid.slice(2, 1)).with("slot", slotOf(c, vid)).with("home", vid.slice(3, 1))
                            .with("affinity", Bits.lit((1L << c.harts()) - 1, 8)).bits());
                });
    }

    private Bits switchLast(ViConfig c, Bits phase, Bits index) {
        return phase.eq(MAP).mux(index.eq(c.entries() - 1), index.eq(c.vids() - 1));
    }

    private static Bits at(Register register, Bits index) {
        int shift = Integer.numberOfTrailingZeros(register.stride());
        return Bits.cat(index.zext(RegisterLink.ADDRESS_BITS - shift), Bits.lit(0, shift)).or(register.offset());
    }

    /** The slot that {@link ViLoad} gives a VID. */
    static Bits slotOf(ViConfig c, Bits vid) {
        return c.slots() == 1 ? Bits.lit(0, 1) : vid.low(Math.min(c.slotBits(), vid.width()));
    }
}
