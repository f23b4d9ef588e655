package org.haiov.sim.golden.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The serial port by the rules of the PC16550D data sheet. */
class Uart16550Test {
    private static final int DATA = 0;
    private static final int IER = 1;
    private static final int IIR = 2;
    private static final int FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private final StringBuilder input = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private boolean line;
    private final Uart16550 uart = new Uart16550(new Console() {
        @Override
        public int read() {
            if (input.isEmpty()) {
                return -1;
            }
            char next = input.charAt(0);
            input.deleteCharAt(0);
            return next;
        }

        @Override
        public void write(int octet) {
            output.append((char) octet);
        }

        @Override
        public boolean waitForInput() {
            return false;
        }
    }, high -> line = high);

    private int read(int register) {
        return (int) uart.load(register, 1);
    }

    private void write(int register, int value) {
        uart.store(register, 1, value);
    }

    private void arrives(String text) {
        input.append(text);
        uart.poll();
    }

    @Test
    void transmits() {
        write(DATA, 'o');
        write(DATA, 'k');
        assertEquals("ok", output.toString());
        assertEquals(0x60, read(LSR));
        assertThrows(BusFault.class, () -> uart.load(0, 4));
        assertThrows(BusFault.class, () -> uart.store(0, 2, 0));
        assertEquals(0, read(8));
    }

    @Test
    void divisorLatchStandsBeforeTwoRegisters() {
        write(IER, 5);
        write(LCR, 0x83);
        write(DATA, 0x12);
        write(IER, 0x34);
        assertEquals(0x12, read(DATA));
        assertEquals(0x34, read(IER));
        write(LCR, 3);
        assertEquals(5, read(IER));
        assertEquals("", output.toString());
        write(SCR, 0xA5);
        assertEquals(0xA5, read(SCR));
        write(IER, 0xFF);
        assertEquals(15, read(IER), "bits 7:4 are 0");
        write(MCR, 0xFF);
        assertEquals(31, read(MCR), "bits 7:5 are 0");
    }

    @Test
    void withoutFifoOneCharacter() {
        arrives("ab");
        assertEquals(0x61, read(LSR));
        assertEquals('a', read(DATA));
        assertEquals('b', read(DATA));
        assertEquals(0x60, read(LSR));
        write(MCR, 0x10);
        write(DATA, 'x');
        write(DATA, 'y');
        assertEquals(0x63, read(LSR), "overrun");
        assertEquals(0x61, read(LSR), "which reading takes back");
        assertEquals('y', read(DATA), "the last one stands");
        assertEquals("", output.toString(), "nothing leaves the loop");
    }

    @Test
    void fifoHoldsSixteen() {
        write(FCR, 1);
        write(MCR, 0x10);
        for (int i = 0; i < 17; i++) {
            write(DATA, 'a' + i);
        }
        assertEquals(0x63, read(LSR));
        for (int i = 0; i < 16; i++) {
            assertEquals(0x61, read(LSR));
            assertEquals('a' + i, read(DATA), "the last one is lost");
        }
        assertEquals(0x60, read(LSR));
        for (int i = 0; i < 3; i++) {
            write(DATA, i);
        }
        write(FCR, 3);
        assertEquals(0x60, read(LSR), "FCR1 empties it");
        write(DATA, 1);
        write(FCR, 0);
        assertEquals(0x60, read(LSR), "so does another FCR0");
        write(DATA, 1);
        write(FCR, 2);
        assertEquals(0x61, read(LSR), "FCR1 counts only with FCR0");
    }

    @Test
    void identifiesWithFifo() {
        assertEquals(1, read(IIR));
        write(FCR, 1);
        assertEquals(0xC1, read(IIR));
    }

    @Test
    void receivedDataAboveAndBelowTheTrigger() {
        write(FCR, 0x41); // four characters
        arrives("abc");
        assertFalse(line, "not enabled");
        write(IER, 1);
        assertTrue(line);
        assertEquals(0xCC, read(IIR), "character timeout");
        arrives("d");
        assertEquals(0xC4, read(IIR));
        assertEquals(0xC4, read(IIR), "reading IIR does not take it back");
        assertEquals('a', read(DATA));
        assertEquals(0xCC, read(IIR));
        read(DATA);
        read(DATA);
        read(DATA);
        assertEquals(0xC1, read(IIR));
        assertFalse(line);
    }

    @Test
    void transmitterEmptyIsTakenBackByIir() {
        write(IER, 2);
        assertTrue(line, "enabling it where the transmitter is empty");
        assertEquals(2, read(IIR));
        assertFalse(line);
        assertEquals(1, read(IIR));
        write(DATA, 'x');
        assertTrue(line);
        write(IER, 0);
        assertFalse(line);
        assertEquals(1, read(IIR));
        write(IER, 2);
        assertEquals(2, read(IIR));
    }

    @Test
    void priorities() {
        write(MCR, 0x10);
        write(DATA, 'x');
        write(DATA, 'y');
        write(MCR, 0x12);
        write(IER, 15);
        assertEquals(6, read(IIR));
        read(LSR);
        assertEquals(4, read(IIR));
        read(DATA);
        assertEquals(2, read(IIR));
        assertEquals(0, read(IIR), "modem status");
        assertTrue(line);
        assertEquals(0x10, read(MSR) & 0xF0);
        assertEquals(1, read(IIR));
        assertFalse(line);
    }

    @Test
    void modemLinesInAndOutOfTheLoop() {
        assertEquals(0xB0, read(MSR), "connected, nothing changed");
        write(MCR, 0x10);
        assertEquals(0x0B, read(MSR));
        assertEquals(0, read(MSR), "reading takes the changes back");
        write(MCR, 0x11); // DTR is DSR
        assertEquals(0x22, read(MSR));
        write(MCR, 0x12); // RTS is CTS
        assertEquals(0x13, read(MSR));
        write(MCR, 0x14); // OUT1 is RI: its begin is no change
        assertEquals(0x41, read(MSR));
        write(MCR, 0x18); // OUT2 is DCD
        assertEquals(0x8C, read(MSR));
        write(MCR, 0);
        assertEquals(0xB3, read(MSR));
    }
}
