package org.haiov.blocks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.haiov.blocks.Ports;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** The 16550 on a line (PC16550D data sheet, section 8): frames bit by bit, every format from end to end, errors, breaks, the time-out. */
class SerialLineTest {
    private static final int DATA = 0;
    private static final int IER = 1;
    private static final int IIR = 2;
    private static final int FCR = 2;
    private static final int LCR = 3;
    private static final int LSR = 5;
    private static final int DIVISOR = 3;
    private static final int BIT = 16 * DIVISOR;

    private Ports ports;
    private Registers a;
    private Registers b;

    private void start(Engine engine) {
        ports = new Ports(engine, new SerialPair());
        a = new Registers(ports, "a_");
        b = new Registers(ports, "b_");
    }

    private static void format(Registers uart, int lcr) {
        uart.write(LCR, 0, 0x80);
        uart.write(0, 0, DIVISOR);
        uart.write(1, 0, 0);
        uart.write(LCR, 0, lcr);
    }

    @EngineTest(EngineKind.JVM)
    void frames(Engine engine) {
        start(engine);
        // 8N1, 7E2, 5O1, 8 bits with the parity bit held at 1
        frame(0x03, 0x55, "0" + "10101010" + "1");
        frame(0x03, 0xC1, "0" + "10000011" + "1");
        frame(0x1E, 0x47, "0" + "1110001" + "0" + "11");
        frame(0x1E, 0x46, "0" + "0110001" + "1" + "11");
        frame(0x08, 0xFF, "0" + "11111" + "0" + "1");
        frame(0x2B, 0x00, "0" + "00000000" + "1" + "1");
    }

    private void frame(int lcr, int octet, String bits) {
        format(a, lcr);
        ports.sim.run(20L * BIT);
        assertEquals(1, ports.get("line"));
        a.write(DATA, 0, octet);
        assertTrue(starts());
        ports.sim.run(BIT / 2);
        for (int i = 0; i < bits.length(); i++) {
            assertEquals(bits.charAt(i) - '0', ports.get("line"), "bit " + i + " of " + bits);
            assertEquals(0x20, a.read(LSR, 0) & 0x60, "the line is still at work");
            ports.sim.run(BIT - 2);
        }
        ports.sim.run(BIT);
        assertEquals(0x60, a.read(LSR, 0));
    }

    private boolean starts() {
        for (int i = 0; i < 10 && ports.is("line"); i++) {
            ports.sim.step();
        }
        return !ports.is("line");
    }

    @EngineTest
    void everyFormat(Engine engine) {
        start(engine);
        b.write(FCR, 0, 1);
        for (int lcr = 0; lcr < 64; lcr++) {
            format(a, lcr);
            format(b, lcr);
            int mask = (1 << 5 + (lcr & 3)) - 1;
            for (int octet : new int[] {0xA7, 0x18}) {
                a.write(DATA, 0, octet);
                ports.sim.run(14L * BIT);
                assertEquals(0x61, b.read(LSR, 0), "format " + lcr);
                assertEquals(octet & mask, b.read(DATA, 0));
            }
        }
    }

    @EngineTest(EngineKind.JVM)
    void errors(Engine engine) {
        start(engine);
        format(a, 0x0B);
        format(b, 0x1B);
        b.write(FCR, 0, 1);
        b.write(IER, 0, 4);
        a.write(DATA, 0, 0x31);
        ports.sim.run(14L * BIT);
        assertEquals(1, ports.get("irq"));
        assertEquals(0xC6, b.read(IIR, 0));
        assertEquals(0xE5, b.read(LSR, 0), "parity error, and one is in the FIFO");
        assertEquals(0, ports.get("irq"));
        assertEquals(0xE1, b.read(LSR, 0), "told once");
        assertEquals(0x31, b.read(DATA, 0));
        assertEquals(0x60, b.read(LSR, 0));

        ports.set("hold", 1);
        ports.sim.run(40L * BIT);
        ports.set("hold", 0);
        ports.sim.run(4L * BIT);
        assertEquals(0x1D, b.read(LSR, 0) & 0x1F & ~4 | 4, "break, framing error, ready");
        assertEquals(0, b.read(DATA, 0));
        assertEquals(0x60, b.read(LSR, 0), "one break is one character");

        format(a, 0x1B);
        for (int i = 0; i < 17; i++) {
            a.write(DATA, 0, i);
            ports.sim.run(12L * BIT);
        }
        assertEquals(0x63, b.read(LSR, 0), "overrun");
        for (int i = 0; i < 16; i++) {
            assertEquals(i, b.read(DATA, 0));
        }
        assertEquals(0x60, b.read(LSR, 0));
    }

    @EngineTest(EngineKind.JVM)
    void timeOutAfterFourCharacters(Engine engine) {
        start(engine);
        format(a, 0x03);
        format(b, 0x03);
        b.write(FCR, 0, 0xC1);
        b.write(IER, 0, 1);
        a.write(DATA, 0, 0x41);
        ports.sim.run(11L * BIT);
        long waited = ports.sim.runUntil(ports.probe("irq"), 60L * BIT);
        assertTrue(waited > 37L * BIT && waited < 41L * BIT, () -> "40 bits, not " + waited / BIT);
        assertEquals(0xCC, b.read(IIR, 0));
        assertEquals(0x41, b.read(DATA, 0));
        assertEquals(0xC1, b.read(IIR, 0));
        for (int i = 0; i < 14; i++) {
            assertEquals(0, ports.get("irq"));
            a.write(DATA, 0, i);
            ports.sim.run(10L * BIT + 30);
        }
        ports.sim.run(2L * BIT);
        assertEquals(0xC4, b.read(IIR, 0), "14 are there");
    }
}
