package org.haiov.blocks.device;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.bus.RoundRobin;
import org.haiov.blocks.config.AddressRange;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Trees;
import org.haiov.ir.HaiovException;

/**
 * Leads the harts' single accesses to devices by their addresses, one at a time, in turn. What leads nowhere is answered with an error; what
 * sizes a device takes it says itself.
 */
public final class DeviceBus extends Component {
    /** Where a device stands, and how many bits of an address it takes. */
    public record Window(String name, AddressRange range, int offsetBits) {}

    public final Vec<DeviceLink> hart;
    /** In the order of the windows. Offsets are the lowest bits of addresses: bases are multiples of their range, but where all bits are taken. */
    public final Vec<DeviceLink> device;

    public DeviceBus(int harts, int physicalBits, List<Window> windows) {
        windows.forEach(w -> requireFits(w, windows, physicalBits));
        hart = input(Vec.of(harts, h -> DeviceLink.shape(physicalBits)));
        device = output(Vec.of(windows.size(), d -> DeviceLink.shape(windows.get(d).offsetBits())));

        Reg busy = reg(1, 0);
        Reg who = reg(harts, 0);
        Reg write = reg(1, 0);
        Reg address = reg(physicalBits, 0);
        Reg size = reg(2, 0);
        Reg data = reg(64, 0);
        Reg sent = reg(1, 0);

        RoundRobin turn = add(new RoundRobin(harts));
        turn.request.set(Bits.cat(hart.asList().stream().map(h -> h.req().valid()).toList().reversed()));
        turn.advance.set(busy.not());
        for (int h = 0; h < harts; h++) {
            hart.get(h).req().ready().set(busy.not().and(turn.grant.bit(h)));
        }
        when(busy.not().and(turn.grant.any()), () -> {
            busy.set(1);
            sent.set(0);
            who.set(turn.grant);
            write.set(OneHot.select(turn.grant, hart.asList().stream().map(h -> h.req().write()).toList()));
            address.set(OneHot.select(turn.grant, hart.asList().stream().map(h -> h.req().address()).toList()));
            size.set(OneHot.select(turn.grant, hart.asList().stream().map(h -> h.req().size()).toList()));
            data.set(OneHot.select(turn.grant, hart.asList().stream().map(h -> h.req().data()).toList()));
        });

        List<Bits> hits = new ArrayList<>();
        List<Bits> answers = new ArrayList<>();
        List<Bits> words = new ArrayList<>();
        List<Bits> errors = new ArrayList<>();
        for (int d = 0; d < windows.size(); d++) {
            DeviceLink link = device.get(d);
            Signal hit = wire(1).named("hit_" + windows.get(d).name());
            hit.set(windows.get(d).range().contains(address, 0));
            hits.add(hit);
            link.req().valid().set(busy.and(sent.not()).and(hit));
            link.req().write().set(write);
            link.req().address().set(address.low(windows.get(d).offsetBits()));
            link.req().size().set(size);
            link.req().data().set(data);
            when(link.req().valid().and(link.req().ready()), () -> sent.set(1));
            Bits answered = busy.and(link.rsp().valid());
            answers.add(answered);
            words.add(answered.repeat(64).and(link.rsp().data()));
            errors.add(answered.and(link.rsp().error()));
            assertThat(link.rsp().valid().not().or(busy.and(hit)), "device " + windows.get(d).name() + " answers what nobody asked");
        }
        Signal nowhere = wire(1);
        nowhere.set(busy.and(Trees.reduce(hits, Bits::or).not()));
        Signal answered = wire(1);
        answered.set(nowhere.or(Trees.reduce(answers, Bits::or)));
        when(answered, () -> busy.set(0));
        Signal error = wire(1);
        error.set(nowhere.or(Trees.reduce(errors, Bits::or)));
        Signal word = wire(64);
        word.set(Trees.reduce(words, Bits::or));
        for (int h = 0; h < harts; h++) {
            hart.get(h).rsp().valid().set(answered.and(who.bit(h)));
            hart.get(h).rsp().data().set(word);
            hart.get(h).rsp().error().set(error);
        }
    }

    private static void requireFits(Window w, List<Window> all, int physicalBits) {
        if (w.offsetBits() < physicalBits && w.range().base() << 64 - w.offsetBits() != 0) {
            throw new HaiovException("device " + w.name() + " at 0x" + Long.toHexString(w.range().base()) + " takes " + w.offsetBits()
                    + " bits of an address: its base must be a multiple of 0x" + Long.toHexString(1L << w.offsetBits()));
        }
        for (Window other : all) {
            if (other != w && other.range().base() < w.range().base() + w.range().size()
                    && w.range().base() < other.range().base() + other.range().size()) {
                throw new HaiovException("devices " + w.name() + " and " + other.name() + " overlap at 0x"
                        + Long.toHexString(Math.max(w.range().base(), other.range().base())));
            }
        }
    }
}
