package org.haiov.sim.lockstep.hart;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.core.Pipeline;
import org.haiov.blocks.core.Retirement;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;

/** A pipeline with ideal memory at 0x80000000, where it begins. */
final class PipelineAlone extends Component {
    static final long RAM = 0x80000000L;

    final Pipeline.Interrupts interrupts = input(Pipeline.Interrupts.shape());
    final Retirement retirement = output(Retirement.shape(32));

    PipelineAlone(boolean hesitates) {
        HartConfig s = HartConfig.standard();
        HartConfig c = new HartConfig(s.physicalBits(), s.asidBits(), s.vmidBits(), 0, RAM, s.instructionCache(), s.dataCache(), s.firstTlb(),
                s.secondTlb(), s.walker(), s.branches());
        Pipeline pipeline = add(new Pipeline(c));
        IdealMemory memory = add(new IdealMemory(hesitates));
        Bundle.set(pipeline.interrupts, interrupts);
        Bundle.connect(memory.code, pipeline.code);
        Bundle.connect(memory.data, pipeline.data);
        Bundle.set(retirement, pipeline.retirement);
        pipeline.fence.done().set(pipeline.fence.valid());
    }
}
