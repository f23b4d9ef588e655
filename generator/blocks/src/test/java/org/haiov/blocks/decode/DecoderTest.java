package org.haiov.blocks.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.haiov.facts.Instruction;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Elaborator;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.junit.EngineTest;

/** Which words are instructions: the decoder against the table of the facts. */
class DecoderTest {
    private static final long SEED = 20211203;
    private static final List<Instruction> KNOWN = RiscvFacts.instructions().stream().filter(i -> !i.extension().equals("Xhaiov")).toList();

    @EngineTest
    void legalIsWhatTheFactsKnow(Engine engine) {
        Random random = new Random(SEED);
        try (Simulation sim = engine.open(Elaborator.elaborate(new Decoder()))) {
            Probe instruction = sim.probe("instruction");
            Probe legal = sim.probe("control_legal");
            for (int n = 0; n < 60_000; n++) {
                int word = word(random, n);
                instruction.set(word & 0xFFFFFFFFL);
                boolean known = KNOWN.stream().anyMatch(i -> i.matches(word));
                assertEquals(known ? 1 : 0, legal.get(), () -> "0x" + Integer.toHexString(word) + ", seed " + SEED);
            }
        }
    }

    /** Every instruction in turn with random operands, with one bit of its fixed ones flipped, and any word. */
    private static int word(Random random, int n) {
        Instruction i = KNOWN.get(n % KNOWN.size());
        int word = random.nextInt() & ~i.mask() | i.match();
        return switch (n % 3) {
            case 0 -> word;
            case 1 -> word ^ 1 << random.nextInt(32);
            default -> random.nextInt() | 3;
        };
    }
}
