package org.haiov.blocks.coherence;

import org.haiov.blocks.bus.AxiLink;
import org.haiov.blocks.config.AddressRange;
import org.haiov.blocks.device.BootRom;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Vec;

/** Hub, router, boot ROM and AXI master together. */
public final class MemorySystem extends Component {
    public static final int PHYSICAL_BITS = 32;
    static final AddressRange RAM = new AddressRange(0x8000_0000L, 0x10_0000);
    static final AddressRange ROM = new AddressRange(0x1000, 0xF000);

    public final Vec<LineLink> data;
    public final Vec<LineLink> fetch;
    public final DmaLink dma;
    public final AxiLink axi;

    public MemorySystem(int harts, int words, byte[] romContents) {
        int lineAddressBits = PHYSICAL_BITS - 3 - Integer.numberOfTrailingZeros(words);
        data = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        fetch = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        dma = input(DmaLink.shape(lineAddressBits));
        axi = output(AxiLink.shape(PHYSICAL_BITS, 4));
        Hub hub = add(new Hub(harts, lineAddressBits, words, true));
        LineRouter router = add(new LineRouter(lineAddressBits, words, RAM, ROM));
        BootRom rom = add(new BootRom(lineAddressBits, words, ROM, romContents));
        AxiMaster master = add(new AxiMaster(PHYSICAL_BITS, words, 4));
        for (int i = 0; i < harts; i++) {
            Bundle.connect(hub.data.get(i), data.get(i));
            Bundle.connect(hub.fetch.get(i), fetch.get(i));
        }
        Bundle.connect(hub.dma, dma);
        Bundle.connect(router.upstream, hub.memory);
        Bundle.connect(rom.lines, router.rom);
        Bundle.connect(master.lines, router.ram);
        Bundle.connect(axi, master.axi);
    }
}
