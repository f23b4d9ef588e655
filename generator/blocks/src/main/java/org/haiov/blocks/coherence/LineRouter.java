package org.haiov.blocks.coherence;

import org.haiov.blocks.config.AddressRange;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Leads reads of lines to RAM or boot ROM and writes to RAM; all others, and writes of ROM, end with an error. */
public final class LineRouter extends Component {
    public final LineMemory upstream;
    public final LineMemory ram;
    public final LineMemory.Read rom;

    /**
     * @param lineAddressBits see {@link LineLink#shape}
     * @param words 64-bit words of a line
     */
    public LineRouter(int lineAddressBits, int words, AddressRange ramRange, AddressRange romRange) {
        upstream = input(LineMemory.shape(lineAddressBits));
        ram = output(LineMemory.shape(lineAddressBits));
        rom = output(LineMemory.readShape(lineAddressBits));
        int lineBits = 3 + Integer.numberOfTrailingZeros(words);
        read(ramRange, romRange, lineBits);
        write(ramRange, words, lineBits);
    }

    private void read(AddressRange ramRange, AddressRange romRange, int lineBits) {
        LineMemory.Request req = upstream.read().req();
        LineMemory.Response rsp = upstream.read().rsp();
        Signal inRam = wire(1);
        inRam.set(ramRange.contains(req.address(), lineBits));
        Signal inRom = wire(1);
        inRom.set(romRange.contains(req.address(), lineBits));
        Reg lost = reg(1, 0);

        ram.read().req().valid().set(req.valid().and(inRam));
        ram.read().req().address().set(req.address());
        rom.req().valid().set(req.valid().and(inRom));
        rom.req().address().set(req.address());
        Bits nowhere = inRam.or(inRom).not();
        req.ready().set(inRam.and(ram.read().req().ready()).or(inRom.and(rom.req().ready())).or(nowhere));
        when(req.valid().and(nowhere), () -> lost.set(1)).elseWhen(rsp.ready(), () -> lost.set(0));

        // only one of them has anything to say: there is one read at a time
        LineMemory.Response fromRam = ram.read().rsp();
        LineMemory.Response fromRom = rom.rsp();
        rsp.valid().set(fromRam.valid().or(fromRom.valid()).or(lost));
        rsp.word().set(lost.not().and(fromRom.valid().mux(fromRom.word(), fromRam.word())));
        rsp.data().set(fromRom.valid().mux(fromRom.data(), fromRam.data()));
        rsp.done().set(lost.or(fromRom.valid().mux(fromRom.done(), fromRam.done())));
        rsp.error().set(lost.or(fromRom.valid().mux(fromRom.error(), fromRam.error())));
        fromRam.ready().set(rsp.ready());
        fromRom.ready().set(rsp.ready());
        assertThat(fromRam.valid().and(fromRom.valid()).not().and(lost.and(fromRam.valid().or(fromRom.valid())).not()),
                "two answer one read");
    }

    private void write(AddressRange ramRange, int words, int lineBits) {
        LineMemory.Write up = upstream.write();
        LineMemory.Write down = ram.write();
        Reg refusing = reg(1, 0);
        Reg refused = reg(1, 0);
        Reg count = reg(Math.max(1, Integer.numberOfTrailingZeros(words)), 0);
        Signal inRam = wire(1);
        inRam.set(ramRange.contains(up.req().address(), lineBits));

        down.req().valid().set(up.req().valid().and(inRam));
        down.req().address().set(up.req().address());
        up.req().ready().set(inRam.mux(down.req().ready(), refusing.not().and(refused.not())));
        when(up.req().valid().and(up.req().ready()).and(inRam.not()), () -> {
            refusing.set(1);
            count.set(0);
        });
        down.out().valid().set(up.out().valid().and(refusing.not()));
        down.out().data().set(up.out().data());
        down.out().mask().set(up.out().mask());
        up.out().ready().set(refusing.or(down.out().ready()));
        refused.set(0);
        when(refusing.and(up.out().valid()), () -> {
            count.set(count.plus(1));
            when(count.eq(words - 1), () -> {
                refusing.set(0);
                refused.set(1);
            });
        });
        up.performed().done().set(down.performed().done().or(refused));
        up.performed().error().set(refused.or(down.performed().error()));
    }
}
