package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;
import org.haiov.blocks.bus.AxiLink;
import org.haiov.blocks.bus.AxiPlayer;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** Bursts of a device through hub and memory, of every length, kind and place, while a data cache takes and changes lines. */
class DmaBridgeTest {
    private static final int WORDS = 4;
    /** Words that bursts play with, from the start of RAM on. */
    private static final int PLACE = 40;

    private Ports ports;
    private Random random;
    private final Map<Long, Long> reference = new HashMap<>();
    private final List<Player> players = new ArrayList<>();

    @EngineTest
    void bursts(Engine engine) {
        start(engine, 11);
        players.add(new Player() {
            @Override
            public void drive() {
                ports.set("data_0_ans_valid", ports.is("data_0_probe_valid"));
            }

            @Override
            public void observe() {
                // it has nothing, whatever is asked
            }
        });
        for (int i = 0; i < 300; i++) {
            int beats = random.nextInt(12) == 0 ? 1 + random.nextInt(256) : 1 + random.nextInt(10);
            boolean odd = random.nextInt(12) == 0;
            long end = MemorySystem.RAM.base() + MemorySystem.RAM.size();
            long address = switch (random.nextInt(12)) {
                case 0 -> 0x4000_0000L;
                case 1 -> MemorySystem.RAM.base() - 8L * random.nextInt(8);
                case 2 -> end - 8L * random.nextInt(8);
                default -> MemorySystem.RAM.base() + 8L * random.nextInt(PLACE);
            };
            burst(random.nextBoolean(), address, beats, odd);
        }
    }

    /** What a cache holds dirty is what the device sees, and changes. */
    @EngineTest(EngineKind.JVM)
    void seesDirtyLines(Engine engine) {
        start(engine, 12);
        Lines lines = new Lines(WORDS, List.of(MemorySystem.RAM.base() / 32, MemorySystem.RAM.base() / 32 + 1), List.of(), List.of(), List.of());
        Reference order = new Reference(WORDS);
        players.add(new DataCachePlayer(ports, 0, random, order, lines));
        for (int i = 0; i < 300; i++) {
            cycles(random.nextInt(40));
            boolean write = random.nextBoolean();
            int line = random.nextInt(2);
            long address = MemorySystem.RAM.base() + 32L * line;
            // the order of memory, as it is while the burst's line is nobody's: at its end
            long[] data = random.longs(WORDS).toArray();
            int[] masks = random.ints(WORDS, 0, 256).toArray();
            transfer(write, address, WORDS, data, masks, false, () -> {
                long[] there = order.line(address / 32);
                for (int w = 0; w < WORDS && write; w++) {
                    there[w] = AxiPlayer.merge(there[w], data[w], masks[w]);
                }
                return there.clone();
            });
        }
    }

    private interface Effect {
        /** What memory holds when the hub is done. */
        long[] get();
    }

    private void start(Engine engine, long seed) {
        System.out.println("DMA bridge: seed " + seed);
        random = new Random(seed);
        ports = new Ports(engine, new CoherentDma(1, WORDS));
        players.add(new AxiPlayer(ports, "axi_", random, 2));
    }

    private void cycles(int count) {
        Player.play(ports, players, count);
    }

    private void burst(boolean write, long address, int beats, boolean odd) {
        long[] data = random.longs(beats).toArray();
        int[] masks = random.ints(beats, 0, 256).toArray();
        long[] got = transfer(write, address, beats, data, masks, odd, null);
        // of a write one answer for all beats, of a read one for each; here that of the last
        boolean nowhere = !inRam(address + 8L * (beats - 1)) || write && !inRam(address);
        int expected = odd ? 2 : nowhere ? AxiLink.DECERR : AxiLink.OKAY;
        assertEquals(expected, response);
        for (int i = 0; i < beats && !odd; i++) {
            long at = address + 8L * i;
            if (!inRam(at)) {
                continue;
            }
            if (write) {
                reference.put(at, AxiPlayer.merge(reference.getOrDefault(at, 0L), data[i], masks[i]));
            } else {
                assertEquals(reference.getOrDefault(at, 0L), got[i], () -> "word at " + Long.toHexString(at));
            }
        }
    }

    private static boolean inRam(long address) {
        return address >= MemorySystem.RAM.base() && address < MemorySystem.RAM.base() + MemorySystem.RAM.size();
    }

    private int response;

    private long[] transfer(boolean write, long address, int beats, long[] data, int[] masks, boolean odd, Effect effect) {
        String channel = write ? "device_aw_" : "device_ar_";
        ports.set(channel + "valid", 1);
        ports.set(channel + "addr", address);
        ports.set(channel + "len", beats - 1);
        ports.set(channel + "size", odd && beats % 2 == 0 ? 2 : 3);
        ports.set(channel + "burst", odd && beats % 2 != 0 ? 2 : AxiLink.INCR);
        ports.set(channel + "id", beats & 15);
        long[] got = new long[beats];
        int moved = 0;
        boolean addressed = false;
        boolean gives = false;
        long[] atEnd = null;
        for (int waited = 0;; waited++) {
            assertTrue(waited < 30_000, "no end of a burst");
            gives |= write && moved < beats && random.nextInt(3) > 0;
            ports.set("device_w_valid", gives);
            if (gives) {
                ports.set("device_w_data", data[moved]);
                ports.set("device_w_strb", masks[moved]);
                ports.set("device_w_last", moved == beats - 1);
            }
            boolean takes = random.nextBoolean();
            ports.set("device_r_ready", takes);
            ports.set("device_b_ready", takes);
            players.forEach(Player::drive);
            players.forEach(Player::observe);
            boolean takesAddress = !addressed && ports.is(channel + "ready");
            boolean ends = false;
            if (effect != null && ports.is("memory.hub.dma_in_done")) {
                atEnd = effect.get();
            }
            if (gives && ports.is("device_w_ready")) {
                moved++;
                gives = false;
            }
            if (takes && !write && ports.is("device_r_valid")) {
                got[moved++] = ports.get("device_r_data");
                response = (int) ports.get("device_r_resp");
                assertEquals(beats & 15, ports.get("device_r_id"));
                ends = moved == beats;
                assertEquals(ends, ports.is("device_r_last"));
            }
            if (takes && write && ports.is("device_b_valid")) {
                response = (int) ports.get("device_b_resp");
                assertEquals(beats, moved);
                ends = true;
            }
            ports.sim.step();
            if (takesAddress) {
                addressed = true;
                ports.set(channel + "valid", 0);
            }
            if (ends) {
                break;
            }
        }
        ports.set("device_r_ready", 0);
        ports.set("device_b_ready", 0);
        for (int i = 0; effect != null && !write && i < beats; i++) {
            assertEquals(atEnd[i], got[i], "a word of what a cache may hold");
        }
        return got;
    }
}
