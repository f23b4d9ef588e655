package org.haiov.sim.golden.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** tohost and fromhost: end of the program, console, and what is not there. */
class HtifTest {
    private static final long RAM = 0x80000000L;
    private static final long TO_HOST = RAM + 0x1000;
    private static final long FROM_HOST = RAM + 0x1040;

    private final Ram ram = new Ram(RAM, 1 << 16);
    private final StringBuilder output = new StringBuilder();
    private int input = -1;
    private final List<Integer> exits = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Console console = new Console() {
        @Override
        public int read() {
            int octet = input;
            input = -1;
            return octet;
        }

        @Override
        public void write(int octet) {
            output.append((char) octet);
        }

        @Override
        public boolean waitForInput() {
            return false;
        }
    };

    private Htif htif(long toHost, long fromHost) {
        return new Htif(ram, toHost, fromHost, console, exits::add, errors::add);
    }

    private void command(long value) {
        ram.store(TO_HOST - RAM, 8, value);
    }

    @Test
    void endsTheProgram() {
        htif(TO_HOST, FROM_HOST);
        command(1);
        command(5 << 1 | 1);
        ram.store(TO_HOST - RAM, 8, 0);
        ram.store(TO_HOST - RAM, 4, 7 << 1 | 1); // the lower half alone, as riscv-tests write it
        assertEquals(List.of(0, 5, 7), exits);
        assertEquals(List.of(), errors);
    }

    @Test
    void consoleWritesAndReads() {
        htif(TO_HOST, FROM_HOST);
        command(0x0101_0000_0000_0041L);
        assertEquals("A", output.toString());
        assertEquals(0, ram.load(TO_HOST - RAM, 8), "taken");
        assertEquals(0x0101_0000_0000_0000L, ram.load(FROM_HOST - RAM, 8));
        command(0x0100_0000_0000_0000L);
        assertEquals(0x0100_0000_0000_0000L, ram.load(FROM_HOST - RAM, 8), "nothing there");
        input = 'x';
        command(0x0100_0000_0000_0000L);
        assertEquals(0x0100_0000_0000_0100L | 'x', ram.load(FROM_HOST - RAM, 8));
    }

    @Test
    void whatIsNotThereIsTold() {
        htif(TO_HOST, 0);
        command(0x0101_0000_0000_0042L);
        assertEquals("B", output.toString(), "also without fromhost");
        command(0x80001000L); // a system call's block
        command(0x0200_0000_0000_0000L);
        command(0x0102_0000_0000_0000L);
        assertEquals(3, errors.size());
        assertTrue(errors.getFirst().startsWith("tohost = 0x80001000: no such HTIF command here"), errors.getFirst());
        assertEquals(List.of(), exits);
        ram.store(TO_HOST - RAM + 8, 8, 1);
        ram.store(TO_HOST - RAM - 8, 8, 1);
        assertEquals(List.of(), exits, "beside it");
    }

    @Test
    void placesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> htif(TO_HOST + 4, 0));
        assertThrows(IllegalArgumentException.class, () -> htif(RAM - 8, 0));
        assertThrows(IllegalArgumentException.class, () -> htif(TO_HOST, RAM + (1 << 16)));
    }
}
