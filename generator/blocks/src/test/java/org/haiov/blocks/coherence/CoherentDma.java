package org.haiov.blocks.coherence;

import org.haiov.blocks.bus.AxiLink;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Vec;

/** A device's AXI4 port before a memory system. */
final class CoherentDma extends Component {
    final Vec<LineLink> data;
    final Vec<LineLink> fetch;
    final AxiLink device;
    final AxiLink axi;

    CoherentDma(int harts, int words) {
        int lineAddressBits = MemorySystem.PHYSICAL_BITS - 3 - Integer.numberOfTrailingZeros(words);
        data = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        fetch = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        device = input(AxiLink.shape(MemorySystem.PHYSICAL_BITS, 4));
        axi = output(AxiLink.shape(MemorySystem.PHYSICAL_BITS, 4));
        MemorySystem memory = add(new MemorySystem(harts, words, new byte[8 * words]));
        DmaBridge bridge = add(new DmaBridge(MemorySystem.PHYSICAL_BITS, words, 4));
        for (int i = 0; i < harts; i++) {
            Bundle.connect(memory.data.get(i), data.get(i));
            Bundle.connect(memory.fetch.get(i), fetch.get(i));
        }
        Bundle.connect(bridge.axi, device);
        Bundle.connect(memory.dma, bridge.dma);
        Bundle.connect(axi, memory.axi);
    }
}
