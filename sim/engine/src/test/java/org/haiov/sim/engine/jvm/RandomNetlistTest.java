package org.haiov.sim.engine.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.haiov.ir.Check;
import org.haiov.ir.Design;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.sim.engine.AssertionFailure;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against the plain reading of the netlist, on random netlists of everything, cut into units of several sizes. */
class RandomNetlistTest {
    private static final int SEEDS = Integer.getInteger("haiov.random.netlists", 40);
    private static final int FIRST = Integer.getInteger("haiov.random.first", 0);
    private static final int CYCLES = 30;
    /** Several sweeps that look for units in which nothing changes. */
    private static final int QUIET_CYCLES = 300;

    static Stream<Integer> seeds() {
        return Stream.iterate(FIRST, i -> i + 1).limit(SEEDS);
    }

    private static Limits limits(int seed) {
        return switch (seed % 5) {
            case 0 -> new Limits(1, 5, 12);
            case 1 -> new Limits(10, 40, 0);
            case 2 -> new Limits(10, 200, 1000);
            case 3 -> new Limits(30, 100, 6);
            default -> Limits.DEFAULT;
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees(int seed) {
        lockstep(seed, CYCLES, 2);
    }

    /** Inputs seldom change, so that units are left out and must notice when they may not be. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWhileLittleChanges(int seed) {
        lockstep(seed, QUIET_CYCLES, 60);
    }

    /** @param hold cycles that an input is held on average */
    private static void lockstep(int seed, int cycles, int hold) {
        Design design = new RandomNetlist(seed, 5 + seed % 60).design(seed % 3 == 0);
        ModuleIr top = design.top();
        EngineOptions options = new EngineOptions(Map.of("slow_clk", new EngineOptions.ClockRatio(3, 1)), true, seed % 4 != 1);
        List<Net> clocks = top.ports().stream().filter(p -> p.kind() == Net.Kind.CLOCK).toList();
        List<Net> inputs = top.ports().stream().filter(p -> p.kind() == Net.Kind.INPUT).toList();
        Random random = new Random(seed);
        ReferenceSimulator reference = new ReferenceSimulator(top);
        try (Simulation sim = new JvmEngine(limits(seed)).open(design, options)) {
            for (int cycle = 0; cycle < cycles; cycle++) {
                for (Net input : inputs) {
                    if (cycle == 0 || random.nextInt(hold) == 0) {
                        BigInteger value = input.name().equals("rst") ? BigInteger.valueOf(random.nextInt(8) / 7)
                                : new BigInteger(input.width(), random);
                        reference.poke(input, value);
                        sim.poke(input.name(), value);
                    }
                }
                if (random.nextInt(4 * hold) == 0 && !sim.memories().isEmpty()) {
                    overwrite(top, random, reference, sim);
                }
                if (hold < 10 || cycle % 7 == 0) {
                    compare(top, reference, sim, seed, cycle);
                }
                List<Net> ticking = new ArrayList<>(List.of(clocks.get(0)));
                if (cycle % 3 == 1) {
                    ticking.add(clocks.get(1));
                }
                Check failed = reference.step(ticking);
                if (failed != null) {
                    AssertionFailure failure = assertThrows(AssertionFailure.class, sim::step);
                    assertEquals(failed.name(), failure.path());
                    assertEquals(cycle, failure.cycle());
                    compare(top, reference, sim, seed, cycle);
                    return;
                }
                sim.step();
            }
            compare(top, reference, sim, seed, cycles);
        }
    }

    private static void overwrite(ModuleIr top, Random random, ReferenceSimulator reference, Simulation sim) {
        Memory m = top.memories().get(random.nextInt(top.memories().size()));
        int word = random.nextInt(1 << m.addressWidth());
        BigInteger value = new BigInteger(m.width(), random);
        reference.overwrite(m.name(), word, value);
        sim.memory(m.name()).write(word, value);
    }

    private static void compare(ModuleIr top, ReferenceSimulator reference, Simulation sim, int seed, int cycle) {
        String where = "seed " + seed + ", cycle " + cycle + ": ";
        Set<String> visible = new HashSet<>(sim.signals());
        for (Net net : top.nets()) {
            if (!visible.contains(net.name())) {
                continue;
            }
            assertEquals(reference.peek(net), sim.peekBig(net.name()), where + net.name());
        }
        for (Net net : top.ports()) {
            if (net.kind() == Net.Kind.OUTPUT) {
                assertEquals(reference.peek(net), sim.peekBig(net.name()), where + net.name());
            }
        }
        for (Memory m : top.memories()) {
            if (!sim.memories().contains(m.name())) {
                continue;
            }
            for (int i = 0; i < 1 << m.addressWidth(); i++) {
                assertEquals(reference.word(m.name(), i), sim.memory(m.name()).read(i), where + m.name() + "[" + i + "]");
            }
        }
        assertEquals(reference.covers(), sim.covers(), where + "covers");
    }
}
