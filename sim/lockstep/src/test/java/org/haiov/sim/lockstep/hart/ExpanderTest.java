package org.haiov.sim.lockstep.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.blocks.decode.Expander;
import org.haiov.hdl.Elaborator;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.InstructionSet;
import org.haiov.sim.golden.isa.Op;
import org.junit.jupiter.api.Test;

/** Every compressed instruction, expanded in hardware and by the golden model. */
class ExpanderTest {
    @Test
    void everyHalfword() {
        try (Simulation sim = new JvmEngine().open(Elaborator.elaborate(new Expander()))) {
            Probe in = sim.probe("half");
            Probe out = sim.probe("word");
            for (int half = 0; half < 1 << 16; half++) {
                if ((half & 3) == 3) {
                    continue;
                }
                in.set(half);
                Decoded golden = InstructionSet.decode(half);
                int expected = golden.op == Op.ILLEGAL ? 0 : golden.word;
                assertEquals(expected, (int) out.get(), "0x" + Integer.toHexString(half));
            }
        }
    }
}
