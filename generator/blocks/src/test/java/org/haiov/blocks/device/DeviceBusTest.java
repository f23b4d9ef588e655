package org.haiov.blocks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.blocks.config.AddressRange;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** The bus: who gets where, in turn; and mistakes in its windows. */
class DeviceBusTest {
    private static final List<DeviceBus.Window> WINDOWS = List.of(new DeviceBus.Window("low", new AddressRange(0x1000, 0x100), 8),
            new DeviceBus.Window("user", new AddressRange(0x3000, 0x5000), 32));

    @EngineTest
    void leadsEachHartToItsDevice(Engine engine) {
        Ports ports = new Ports(engine, new DeviceBus(3, 32, WINDOWS));
        Random random = new Random(3);
        long[] address = new long[3];
        boolean[] waiting = new boolean[3];
        boolean[] asked = new boolean[3];
        int[] served = new int[3];
        int answering = -1;
        for (int cycle = 0; cycle < 6000; cycle++) {
            for (int h = 0; h < 3; h++) {
                if (!waiting[h] && !asked[h] && random.nextInt(4) == 0) {
                    waiting[h] = true;
                    address[h] = new long[] {0x1000, 0x10F8, 0x1100, 0x3008, 0x7FF8, 0x8000, 0x2FF8}[random.nextInt(7)];
                }
                String link = "hart_" + h + "_req_";
                ports.set(link + "valid", waiting[h]);
                ports.set(link + "address", address[h]);
                ports.set(link + "data", address[h] * 3 + h);
                ports.set(link + "size", 3);
                ports.set(link + "write", 1);
            }
            boolean answers = answering >= 0 && random.nextInt(3) == 0;
            for (int d = 0; d < 2; d++) {
                ports.set("device_" + d + "_req_ready", random.nextInt(2));
                ports.set("device_" + d + "_rsp_valid", answers && answering == d);
                ports.set("device_" + d + "_rsp_data", 100 + d);
                ports.set("device_" + d + "_rsp_error", 0);
            }
            answering = answers ? -1 : answering;
            for (int d = 0; d < 2; d++) {
                if (ports.is("device_" + d + "_req_valid") && ports.is("device_" + d + "_req_ready")) {
                    answering = d;
                    boolean found = false;
                    for (int h = 0; h < 3; h++) {
                        found |= asked[h] && ports.get("device_" + d + "_req_data") == address[h] * 3 + h
                                && ports.get("device_" + d + "_req_address") == (d == 0 ? address[h] & 0xFF : address[h]);
                    }
                    assertTrue(found, "what a device is asked");
                }
            }
            for (int h = 0; h < 3; h++) {
                String link = "hart_" + h + "_";
                if (ports.is(link + "rsp_valid")) {
                    assertTrue(asked[h]);
                    asked[h] = false;
                    served[h]++;
                    boolean low = address[h] >= 0x1000 && address[h] < 0x1100;
                    boolean user = address[h] >= 0x3000 && address[h] < 0x8000;
                    assertEquals(!low && !user, ports.is(link + "rsp_error"), "where " + Long.toHexString(address[h]) + " leads");
                    assertTrue(!low && !user || ports.get(link + "rsp_data") == (low ? 100 : 101));
                }
                if (waiting[h] && ports.is(link + "req_ready")) {
                    waiting[h] = false;
                    asked[h] = true;
                }
            }
            ports.sim.step();
        }
        for (int h = 0; h < 3; h++) {
            assertTrue(served[h] > 100 && Math.abs(served[h] - served[0]) < 60, "fair: " + served[0] + " " + served[1] + " " + served[2]);
        }
    }

    @EngineTest
    void windowsThatCannotBe(Engine engine) {
        DeviceBus.Window odd = new DeviceBus.Window("odd", new AddressRange(0x1008, 0x100), 8);
        assertEquals("device odd at 0x1008 takes 8 bits of an address: its base must be a multiple of 0x100",
                assertThrows(HaiovException.class, () -> new DeviceBus(1, 32, List.of(odd))).getMessage());
        DeviceBus.Window inside = new DeviceBus.Window("over", new AddressRange(0x4000, 0x100), 8);
        assertEquals("devices over and user overlap at 0x4000",
                assertThrows(HaiovException.class, () -> new DeviceBus(1, 32, List.of(inside, WINDOWS.get(1)))).getMessage());
    }
}
