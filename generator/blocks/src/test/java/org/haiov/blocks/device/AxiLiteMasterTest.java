package org.haiov.blocks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** AXI4-Lite: lanes, strobes, errors, and channels that are ready in any order. */
class AxiLiteMasterTest {
    private final int[] memory = new int[16];
    private Ports ports;
    private Random random;

    @EngineTest
    void accesses(Engine engine) {
        long seed = 7;
        random = new Random(seed);
        ports = new Ports(engine, new AxiLiteMaster(32));
        for (int i = 0; i < 400; i++) {
            int size = random.nextInt(4);
            long address = 0x1000_1000L + (random.nextInt(64) & -(1 << size));
            access(random.nextBoolean(), address, size, random.nextLong(), random.nextInt(8) == 0);
        }
    }

    private void access(boolean write, long address, int size, long data, boolean fails) {
        ports.set("bus_req_valid", 1);
        ports.set("bus_req_write", write);
        ports.set("bus_req_address", address);
        ports.set("bus_req_size", size);
        ports.set("bus_req_data", data);
        assertTrue(ports.is("bus_req_ready"));
        ports.sim.step();
        ports.set("bus_req_valid", 0);
        int at = (int) (address & 63) / 4;
        boolean addressed = false;
        boolean sent = !write;
        for (int waited = 0; !ports.is("bus_rsp_valid"); waited++) {
            assertTrue(waited < 100 && size < 3);
            ports.set("axi_ar_ready", random.nextInt(3) == 0);
            ports.set("axi_aw_ready", random.nextInt(3) == 0);
            ports.set("axi_w_ready", random.nextInt(3) == 0);
            String channel = write ? "axi_aw" : "axi_ar";
            assertFalse(ports.is((write ? "axi_ar" : "axi_aw") + "_valid"));
            assertEquals(addressed ? 0 : 1, ports.get(channel + "_valid"), "an address is shown until it is taken");
            assertEquals(sent ? 0 : 1, ports.get("axi_w_valid"));
            if (!addressed) {
                assertEquals(address & -4, ports.get(channel + "_addr"));
            }
            boolean takesWord = !sent && ports.is("axi_w_ready");
            if (takesWord && !fails) {
                store(at, (int) ports.get("axi_w_data"), (int) ports.get("axi_w_strb"));
            }
            addressed |= ports.is(channel + "_ready");
            sent |= takesWord;
            ports.sim.step();
            boolean answers = addressed && sent && random.nextInt(3) == 0;
            ports.set(write ? "axi_b_valid" : "axi_r_valid", answers);
            ports.set(write ? "axi_b_resp" : "axi_r_resp", fails ? 2 + random.nextInt(2) : 0);
            ports.set("axi_r_data", memory[at] & 0xFFFF_FFFFL);
        }
        assertEquals(fails || size == 3, ports.is("bus_rsp_error"));
        if (!write && !fails && size < 3) {
            long lane = ports.get("bus_rsp_data") >>> 8 * (address & 4);
            assertEquals(memory[at] & 0xFFFF_FFFFL, lane & 0xFFFF_FFFFL);
        }
        if (write && !fails && size < 3) {
            for (int b = 0; b < 1 << size; b++) {
                long lane = address + b & 7;
                assertEquals(data >>> 8 * lane & 0xFF, memory[at] >>> 8 * (lane & 3) & 0xFF);
            }
        }
        ports.sim.step();
        ports.set("axi_b_valid", 0);
        ports.set("axi_r_valid", 0);
    }

    private void store(int at, int data, int strobes) {
        for (int b = 0; b < 4; b++) {
            if ((strobes >> b & 1) == 1) {
                memory[at] = memory[at] & ~(0xFF << 8 * b) | data & 0xFF << 8 * b;
            }
        }
    }
}
