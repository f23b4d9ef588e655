package org.haiov.blocks.core;

import org.haiov.blocks.cache.DataCache;
import org.haiov.blocks.cache.InstructionCache;
import org.haiov.blocks.coherence.LineLink;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.csr.Mode;
import org.haiov.blocks.device.DeviceLink;
import org.haiov.blocks.mmu.Mmu;
import org.haiov.blocks.mmu.Tags;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** A hart: pipeline, caches, MMU. */
public final class Hart extends Component {
    public final Pipeline.Interrupts interrupts = input(Pipeline.Interrupts.shape());
    /** Lines of the data cache and of the instruction cache; the latter only asks. */
    public final LineLink data;
    public final LineLink code;
    public final DeviceLink devices;
    public final Mode mode = output(Mode.shape());
    /** WFI waits. */
    public final Signal waiting = output(1);
    public final Retirement retirement;

    /** @param ramBytes size of RAM */
    public Hart(HartConfig c, long ramBytes) {
        int lineAddressBits = c.physicalBits() - c.dataCache().lineBits();
        data = output(LineLink.shape(lineAddressBits));
        code = output(LineLink.shape(lineAddressBits));
        devices = output(DeviceLink.shape(c.physicalBits()));
        retirement = output(Retirement.shape(c.physicalBits()));
        Pipeline pipeline = add(new Pipeline(c));
        InstructionCache instructions = add(new InstructionCache(c));
        DataCache loads = add(new DataCache(c));
        Mmu mmu = add(new Mmu(c, ramBytes, false));
        Tags fetchTag = add(new Tags(c));
        Tags dataTag = add(new Tags(c));
        Tags guestTag = add(new Tags(c));

        Bundle.set(pipeline.interrupts, interrupts);
        Bundle.connect(instructions.fetch, pipeline.code);
        Bundle.connect(loads.pipe, pipeline.data);
        Bundle.connect(mmu.fence, pipeline.fence);
        Bundle.set(mmu.spaces, pipeline.spaces);
        if (c.pmpRegions() > 0) {
            Bundle.connect(mmu.pmp, pipeline.pmp);
        }
        Bundle.connect(mmu.fetch, instructions.translation);
        Bundle.connect(mmu.data, loads.mmu);
        Bundle.connect(loads.walk, mmu.memory);
        Bundle.connect(data, loads.hub);
        Bundle.connect(code, instructions.lines);
        Bundle.connect(devices, loads.devices);

        Bundle.set(fetchTag.regime, pipeline.fetchRegime);
        Bundle.set(dataTag.regime, pipeline.dataRegime);
        Bundle.set(guestTag.regime, pipeline.guestRegime);
        for (Tags tags : new Tags[] {fetchTag, dataTag, guestTag}) {
            Bundle.set(tags.spaces, pipeline.spaces);
        }
        Bundle.set(instructions.regime, pipeline.fetchRegime);
        Bundle.set(instructions.tag, fetchTag.tag);
        Bundle.set(loads.regime, pipeline.dataRegime);
        Bundle.set(loads.tag, dataTag.tag);
        Bundle.set(loads.guestRegime, pipeline.guestRegime);
        Bundle.set(loads.guestTag, guestTag.tag);
        Bits forgets = pipeline.fence.valid();
        instructions.flush.set(forgets);
        loads.flush.set(forgets);
        loads.drop.set(0);

        Bundle.set(mode, pipeline.mode);
        waiting.set(pipeline.waiting);
        Bundle.set(retirement, pipeline.retirement);
    }
}
