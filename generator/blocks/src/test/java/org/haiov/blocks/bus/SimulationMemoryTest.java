package org.haiov.blocks.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.blocks.config.AddressRange;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.junit.EngineTest;

/** Bursts against a map of words; the latency; what lies outside. */
class SimulationMemoryTest {
    private static final long BASE = 0x8000_0000L;
    private static final int LATENCY = 4;
    private Ports ports;

    @EngineTest
    void bursts(Engine engine) {
        ports = new Ports(engine, new SimulationMemory(32, 4, new AddressRange(BASE, 1 << 14), LATENCY));
        MemoryProbe ram = ports.sim.memory(SimulationMemory.RAM);
        Random random = new Random(5);
        Map<Integer, Long> words = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            int beats = 1 + random.nextInt(8);
            int at = random.nextInt(40) * 8;
            boolean outside = random.nextInt(10) == 0;
            long address = (outside ? BASE + (1 << 14) : BASE) + 8L * at;
            if (random.nextBoolean()) {
                write(address, beats, random, outside ? new HashMap<>() : words, at, outside);
            } else {
                read(address, beats, random, words, at, outside);
            }
        }
        words.forEach((at, value) -> assertEquals(value, ram.readLong(at)));
    }

    private void address(String channel, long address, int beats) {
        ports.set("axi_" + channel + "_valid", 1);
        ports.set("axi_" + channel + "_addr", address);
        ports.set("axi_" + channel + "_len", beats - 1);
        ports.set("axi_" + channel + "_size", 3);
        ports.set("axi_" + channel + "_burst", AxiLink.INCR);
        ports.set("axi_" + channel + "_id", beats);
        assertTrue(ports.is("axi_" + channel + "_ready"));
        ports.sim.step();
        ports.set("axi_" + channel + "_valid", 0);
    }

    private void read(long address, int beats, Random random, Map<Integer, Long> words, int at, boolean outside) {
        address("ar", address, beats);
        for (int i = 0; i < beats; i++) {
            long waited = ports.sim.runUntil(ports.probe("axi_r_valid"), 20);
            assertEquals(i == 0 ? LATENCY - 1 : 0, waited);
            while (random.nextInt(3) == 0) {
                ports.set("axi_r_ready", 0);
                ports.sim.step();
            }
            ports.set("axi_r_ready", 1);
            assertEquals(outside ? AxiLink.DECERR : AxiLink.OKAY, ports.get("axi_r_resp"));
            assertEquals(i == beats - 1, ports.is("axi_r_last"));
            assertEquals(beats, ports.get("axi_r_id"));
            if (!outside) {
                assertEquals(words.getOrDefault(at + i, 0L), ports.get("axi_r_data"));
            }
            ports.sim.step();
        }
        ports.set("axi_r_ready", 0);
        assertEquals(0, ports.get("axi_r_valid"));
    }

    private void write(long address, int beats, Random random, Map<Integer, Long> words, int at, boolean outside) {
        address("aw", address, beats);
        for (int i = 0; i < beats; i++) {
            ports.sim.run(random.nextInt(2));
            long data = random.nextLong();
            int mask = random.nextInt(256);
            ports.set("axi_w_valid", 1);
            ports.set("axi_w_data", data);
            ports.set("axi_w_strb", mask);
            ports.set("axi_w_last", i == beats - 1);
            assertTrue(ports.is("axi_w_ready"));
            ports.sim.step();
            ports.set("axi_w_valid", 0);
            words.put(at + i, AxiPlayer.merge(words.getOrDefault(at + i, 0L), data, mask));
        }
        assertEquals(LATENCY - 1, ports.sim.runUntil(ports.probe("axi_b_valid"), 20));
        assertEquals(outside ? AxiLink.DECERR : AxiLink.OKAY, ports.get("axi_b_resp"));
        assertEquals(beats, ports.get("axi_b_id"));
        ports.set("axi_b_ready", 1);
        ports.sim.step();
        ports.set("axi_b_ready", 0);
    }
}
