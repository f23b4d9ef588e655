package org.haiov.sim.lockstep.hart;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.haiov.blocks.bus.SimulationMemory;
import org.haiov.blocks.coherence.AxiMaster;
import org.haiov.blocks.coherence.Hub;
import org.haiov.blocks.coherence.LineRouter;
import org.haiov.blocks.config.AddressRange;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.core.Hart;
import org.haiov.blocks.device.BootRom;
import org.haiov.blocks.soc.RetirementRecorder;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** Harts, hub and memory; every device access is an access fault. Harts begin at RAM's begin. */
final class BareSystem extends Component {
    /** auipc t0, 0x7ffff; jr t0: from 0x1000 to 0x80000000. */
    static final byte[] ROM = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0x7FFFF297).putInt(0x00028067).array();
    static final String MEMORY = "ram.ram";

    final Vec<Signal> next;
    final Vec<Signal> read;
    /** Some ring is full. */
    final Signal full = output(1);

    BareSystem(HartConfig c, int harts, long ramBytes, int latency) {
        int lineAddressBits = c.physicalBits() - c.dataCache().lineBits();
        int words = c.dataCache().words();
        next = output(Vec.of(harts, h -> Signal.of(RetirementRecorder.NUMBER_BITS)));
        read = input(Vec.of(harts, h -> Signal.of(RetirementRecorder.NUMBER_BITS)));
        AddressRange ramRange = new AddressRange(RiscvFacts.region("ram").base(), ramBytes);
        AddressRange romRange = AddressRange.of(RiscvFacts.region("rom"));
        Hub hub = add(new Hub(harts, lineAddressBits, words, false));
        LineRouter router = add(new LineRouter(lineAddressBits, words, ramRange, romRange));
        AxiMaster master = add(new AxiMaster(c.physicalBits(), words, 1));
        SimulationMemory ram = add(new SimulationMemory(c.physicalBits(), 1, ramRange, latency));
        BootRom rom = add(new BootRom(lineAddressBits, words, romRange, ROM));
        Bundle.connect(router.upstream, hub.memory);
        Bundle.connect(master.lines, router.ram);
        Bundle.connect(rom.lines, router.rom);
        Bundle.connect(ram.axi, master.axi);

        Vec<Hart> hart = Vec.of(harts, h -> add(new Hart(c, ramBytes)));
        Vec<RetirementRecorder> recorder = Vec.of(harts, h -> add(new RetirementRecorder(c.physicalBits())));
        Bits anyFull = Bits.lit(0, 1);
        for (int h = 0; h < harts; h++) {
            Hart own = hart.get(h);
            Bundle.signals(own.interrupts).forEach(s -> s.set(0));
            own.interrupts.hart().set(h);
            Bundle.connect(hub.data.get(h), own.data);
            Bundle.connect(hub.fetch.get(h), own.code);
            own.devices.req().ready().set(1);
            own.devices.rsp().valid().set(own.devices.req().valid());
            own.devices.rsp().data().set(0);
            own.devices.rsp().error().set(1);
            Bundle.set(recorder.get(h).retirement, own.retirement);
            recorder.get(h).read.set(read.get(h));
            next.get(h).set(recorder.get(h).next);
            anyFull = anyFull.or(recorder.get(h).full);
        }
        full.set(anyFull);
    }
}
