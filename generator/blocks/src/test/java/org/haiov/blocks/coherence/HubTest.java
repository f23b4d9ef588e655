package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;
import org.haiov.blocks.bus.AxiPlayer;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** Caches, devices and memory at random around the hub: values by the order of stores, and one writer or many readers. */
class HubTest {
    private static final int CYCLES = 5_000;

    @EngineTest
    void twoHarts(Engine engine) {
        random(engine, 2, 8, 1);
    }

    @EngineTest(EngineKind.JVM)
    void oneHart(Engine engine) {
        random(engine, 1, 8, 2);
    }

    @EngineTest(EngineKind.JVM)
    void fourHartsWithShortLines(Engine engine) {
        random(engine, 4, 2, 3);
    }

    private static void random(Engine engine, int harts, int words, long seed) {
        Lines lines = Lines.of(words);
        byte[] rom = new byte[3 * words * 8 - 5];
        new Random(seed).nextBytes(rom);
        Ports ports = new Ports(engine, new MemorySystem(harts, words, rom));
        for (int round = 0; round < 3; round++) {
            ports.sim.reset();
            long roundSeed = seed * 1000 + round;
            try {
                round(ports, harts, lines, rom, roundSeed, 1 + 3 * round);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + roundSeed + ", cycle " + ports.sim.cycle() + ": " + e.getMessage(), e);
            }
        }
    }

    private static void round(Ports ports, int harts, Lines lines, byte[] rom, long seed, int slowness) {
        Random random = new Random(seed);
        Reference reference = new Reference(lines.words());
        for (long address : lines.ofRom()) {
            for (int b = 0; b < 8 * lines.words(); b++) {
                int at = (int) (lines.bytes(address) - MemorySystem.ROM.base()) + b;
                reference.line(address)[b / 8] |= (at < rom.length ? rom[at] & 0xFFL : 0) << 8 * (b % 8);
            }
        }
        List<DataCachePlayer> caches = new ArrayList<>();
        List<FetchPlayer> fetches = new ArrayList<>();
        for (int h = 0; h < harts; h++) {
            caches.add(new DataCachePlayer(ports, h, random, reference, lines));
            fetches.add(new FetchPlayer(ports, h, random, reference, lines));
        }
        DmaPlayer dma = new DmaPlayer(ports, random, reference, lines);
        AxiPlayer axi = new AxiPlayer(ports, "axi_", random, slowness);
        axi.broken = address -> lines.broken().contains(address / 8 / lines.words());
        List<Player> players = new ArrayList<>(caches);
        players.addAll(fetches);
        players.add(dma);
        players.add(axi);
        Player.play(ports, players, CYCLES);

        caches.forEach(c -> c.draining = true);
        fetches.forEach(f -> f.draining = true);
        dma.draining = true;
        for (int i = 0; i < 100 && !(caches.stream().allMatch(DataCachePlayer::idle) && fetches.stream().allMatch(FetchPlayer::idle)
                && dma.idle()); i++) {
            Player.play(ports, players, 100);
        }
        Player.play(ports, players, 400);
        for (long address : lines.ofRam()) {
            long[] inMemory = new long[lines.words()];
            for (int w = 0; w < inMemory.length; w++) {
                inMemory[w] = axi.memory.getOrDefault(lines.bytes(address) + 8L * w, 0L);
            }
            reference.same(address, inMemory, "memory");
        }
        caches.forEach(c -> assertTrue(c.transactions > CYCLES / 800, () -> "data cache starved: " + c.transactions));
        fetches.forEach(f -> assertTrue(f.transactions > CYCLES / 800, () -> "instruction cache starved: " + f.transactions));
        assertTrue(dma.transactions > CYCLES / 800, () -> "DMA starved: " + dma.transactions);
        assertEquals(0, ports.get("data_0_probe_valid"));
    }
}
