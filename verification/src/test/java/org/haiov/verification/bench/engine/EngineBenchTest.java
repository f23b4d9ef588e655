package org.haiov.verification.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.haiov.verification.bench.Rounds;
import org.junit.jupiter.api.Test;

class EngineBenchTest {
    @Test
    void hasTheParts() {
        assertEquals(List.of("engine/vi-controller", "engine/lanes-1", "engine/lanes-16", "engine/lanes-64", "engine/lanes-64-idle",
                "engine/first-cycle", "engine/verilator-bridge"), new EngineBench().parts());
    }

    /** Verilator's program, the JVM engine and the bridge, each as the bench runs them. */
    @Test
    void allContestantsComeToTheSameHash() throws Exception {
        Subject subject = Subject.named("lanes-1");
        long cycles = 5000;
        try (VerilatorProgram program = VerilatorProgram.build(subject.elaborate(), _ -> { });
                EngineProcess jvm = EngineProcess.start(subject.name(), "jvm");
                EngineProcess bridge = EngineProcess.start(subject.name(), "verilator")) {
            long hash = program.run(cycles).hash();
            assertEquals(hash, jvm.run(cycles).hash());
            assertEquals(hash, jvm.run(cycles).hash(), "a turn starts at power-up");
            assertEquals(hash, bridge.run(cycles).hash());
            assertTrue(program.run(cycles + 1).hash() != hash);
        }
    }

    @Test
    void aDesignWithOtherInputsIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new Subject("alu", () -> new org.haiov.blocks.vi.ViController(org.haiov.blocks.vi.ViConfig.MAXIMUM)).elaborate());
    }

    @Test
    void turnsTakeTurnsAndTheFirstDoesNotCount() throws Exception {
        List<String> order = new ArrayList<>();
        double[] ours = {100, 3, 1, 2};
        double[] peers = {100, 30, 10, 20};
        int[] turn = new int[2];
        Rounds.Medians medians = new Rounds(3).alternate(() -> {
            order.add("a");
            return ours[turn[0]++];
        }, () -> {
            order.add("b");
            return peers[turn[1]++];
        }, "s", _ -> { });
        assertEquals("abababab", String.join("", order));
        assertEquals(2, medians.ours());
        assertEquals(20, medians.peers());
    }

    @Test
    void whatIsNoResultIsAnError() {
        assertEquals(new Turn(7, 8, 0xFFFF_FFFF_FFFF_FFFFL), Turn.parse("turn 7 8 ffffffffffffffff"));
        assertEquals(new Turn(7, 8, -1), Turn.parse(new Turn(7, 8, -1).line()));
        assertThrows(HaiovException.class, () -> Turn.parse("Segmentation fault"));
        assertThrows(HaiovException.class, () -> Turn.parse(null));
    }
}
