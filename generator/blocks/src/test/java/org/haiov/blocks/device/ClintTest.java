package org.haiov.blocks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.blocks.Ports;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** The time of the CLINT (its registers: beside the golden model's, in lockstep). */
class ClintTest {
    @EngineTest
    void timeGoesOnAndTimersComeDue(Engine engine) {
        Ports ports = new Ports(engine, new Clint(2, 10));
        Registers bus = new Registers(ports, "bus_");
        bus.write(0xBFF8, 3, 0xFFFF_FFFFL);
        bus.write(0x4008, 3, 0x1_0000_0002L);
        long now = ports.get("now");
        long until = ports.sim.runUntil(ports.probe("bus_req_ready"), 0);
        assertEquals(0, until);
        long start = ports.sim.cycle();
        while (ports.get("timer") == 0) {
            ports.sim.step();
            assertEquals(now + (ports.sim.cycle() - 1) / 10 - (start - 1) / 10, ports.get("now"), "a step each 10 cycles from reset on");
        }
        assertEquals(2, ports.get("timer"), "that of hart 1");
        assertEquals(0x1_0000_0002L, ports.get("now"), "one cycle after it came due");
        bus.write(0x400C, 2, -1L);
        assertEquals(0, ports.get("timer"));
        bus.write(0x4000, 3, 0);
        ports.sim.step();
        assertEquals(1, ports.get("timer"));
        bus.write(4, 2, 1);
        assertEquals(2, ports.get("software"));
    }
}
