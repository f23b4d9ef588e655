package org.haiov.blocks.device;

import org.haiov.blocks.bus.AxiLiteLink;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * A user's own devices behind AXI4-Lite with 32-bit data. Accesses of 1, 2 and 4 bytes; of 8 bytes are access faults, as are SLVERR and DECERR.
 * AXI4-Lite reads whole words: a read of a byte reads the word around it.
 */
public final class AxiLiteMaster extends Component {
    public final DeviceLink bus;
    public final AxiLiteLink axi;

    /** @param addressBits bits of the addresses that go out, those of the accesses unchanged */
    public AxiLiteMaster(int addressBits) {
        bus = input(DeviceLink.shape(addressBits));
        axi = output(AxiLiteLink.shape(addressBits));
        Reg busy = reg(1, 0);
        Reg reading = reg(1, 0);
        Reg addressing = reg(1, 0);
        Reg sending = reg(1, 0);
        Reg refused = reg(1, 0);
        Reg address = reg(addressBits);
        Reg data = reg(32);
        Reg mask = reg(4);
        DeviceLink.Request req = bus.req();
        req.ready().set(busy.not());
        Bits wide = req.size().eq(3);
        when(req.valid().and(busy.not()), () -> {
            busy.set(1);
            refused.set(wide);
            reading.set(req.write().not().and(wide.not()));
            addressing.set(wide.not());
            sending.set(req.write().and(wide.not()));
            address.set(req.address());
            data.set(req.address().bit(2).mux(req.data().high(32), req.data().low(32)));
            Bits ones = req.size().eq(0).mux(Bits.lit(1, 4), req.size().eq(1).mux(Bits.lit(3, 4), 15));
            mask.set(ones.shl(req.address().low(2)));
        });
        Bits word = Bits.cat(address.high(addressBits - 2), Bits.lit(0, 2));
        axi.ar().valid().set(addressing.and(reading));
        axi.ar().addr().set(word);
        axi.ar().prot().set(0);
        axi.aw().valid().set(addressing.and(reading.not()));
        axi.aw().addr().set(word);
        axi.aw().prot().set(0);
        when(addressing.and(reading.mux(axi.ar().ready(), axi.aw().ready())), () -> addressing.set(0));
        axi.w().valid().set(sending);
        axi.w().data().set(data);
        axi.w().strb().set(mask);
        when(sending.and(axi.w().ready()), () -> sending.set(0));
        axi.r().ready().set(1);
        axi.b().ready().set(1);
        Signal answered = wire(1);
        answered.set(busy.and(refused.or(reading.mux(axi.r().valid(), axi.b().valid()))));
        when(answered, () -> busy.set(0));
        bus.rsp().valid().set(answered);
        bus.rsp().data().set(axi.r().data().repeat(2));
        bus.rsp().error().set(refused.or(reading.mux(axi.r().resp(), axi.b().resp()).bit(1)));
        Bits waits = busy.and(refused.not()).and(addressing.not());
        assertThat(axi.r().valid().not().or(waits.and(reading)), "AXI4-Lite read data without a read");
        assertThat(axi.b().valid().not().or(waits.and(reading.not()).and(sending.not())), "AXI4-Lite write response without a write");
    }
}
