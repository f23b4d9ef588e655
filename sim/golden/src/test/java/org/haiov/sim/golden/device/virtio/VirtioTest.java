package org.haiov.sim.golden.device.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Ram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Disk and console behind their registers and rings; section numbers are those of Virtio 1.2. */
class VirtioTest {
    private static final long RAM = TestDriver.RAM;
    private static final int WRITE = TestDriver.WRITE;
    private static final int SECTORS = 16;
    private static final long HEADER = RAM + 0x8000;
    private static final long DATA = RAM + 0x9000;
    private static final long STATUS = RAM + 0xA000;

    @TempDir
    private Path directory;
    private Path file;
    private final Ram ram = new Ram(RAM, 1 << 20);
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private final boolean[] lines = new boolean[VirtioSlots.COUNT];
    private int wrote;
    private final VirtioSlots slots = new VirtioSlots(ram, (slot, high) -> lines[slot] = high, () -> wrote++);
    private TestDriver disk;

    @BeforeEach
    void disk() throws IOException {
        byte[] contents = new byte[SECTORS * DiskFile.SECTOR];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = (byte) (i * 7 + i / 512);
        }
        file = Files.write(directory.resolve("disk"), contents);
        slots.disk(DiskFile.open(file, false));
        slots.console(new Console() {
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
        });
        disk = new TestDriver(ram, slots, 0, 0).start(0);
    }

    private void header(int type, long sector) {
        ram.store(HEADER - RAM, 4, type);
        ram.store(HEADER - RAM + 8, 8, sector);
        ram.store(STATUS - RAM, 1, 0xEE);
    }

    private int status() {
        return (int) ram.load(STATUS - RAM, 1);
    }

    /** A request with its data in one buffer; its status. */
    private int request(int type, long sector, long bytes, int flags) {
        header(type, sector);
        disk.chain(HEADER, 16, 0, DATA, bytes, flags, STATUS, 1, WRITE);
        int before = disk.usedIndex();
        disk.offer(0, 0);
        assertEquals(before + 1, disk.usedIndex());
        return status();
    }

    @Test
    void identification() {
        assertEquals(0x74726976, disk.read(0x000));
        assertEquals(2, disk.read(0x004));
        assertEquals(2, disk.read(0x008));
        assertEquals(3, (int) slots.load(0x1008, 4));
        for (int slot = 2; slot < VirtioSlots.COUNT; slot++) { // 4.2.2: device ID 0 where there is none
            assertEquals(0x74726976, (int) slots.load(0x1000L * slot, 4));
            assertEquals(0, (int) slots.load(0x1000L * slot + 8, 4));
            slots.store(0x1000L * slot + 0x70, 4, 15);
            slots.store(0x1000L * slot + 0x50, 4, 0);
            assertEquals(0, (int) slots.load(0x1000L * slot + 0x70, 4));
        }
        assertEquals(SECTORS, disk.read(0x100));
        assertEquals(126, disk.read(0x10C), "segments of a request");
        assertEquals(512, disk.read(0x114));
        assertEquals(0, disk.read(0x200), "beyond the configuration");
        assertEquals(2, (int) slots.load(0x115, 1), "configuration by bytes");
        assertThrows(BusFault.class, () -> slots.load(0x70, 1));
        assertThrows(BusFault.class, () -> slots.store(0x70, 8, 0));
        assertEquals(-1, disk.read(0x0B0), "4.2.2: length of shared memory that is not there");
    }

    @Test
    void featuresMustBeAmongTheOfferedAndVersion1() {
        disk.write(0x070, 0);
        disk.write(0x070, 3);
        disk.write(0x024, 0);
        disk.write(0x020, 0);
        disk.write(0x024, 1);
        disk.write(0x020, 0); // not VERSION_1
        disk.write(0x070, 11);
        assertEquals(3, disk.read(0x070));
        disk.write(0x020, 1);
        disk.write(0x024, 0);
        disk.write(0x020, 1 << 12); // not offered
        disk.write(0x070, 11);
        assertEquals(3, disk.read(0x070));
        disk.write(0x020, 1 << 9);
        disk.write(0x070, 11);
        assertEquals(11, disk.read(0x070));
    }

    @Test
    void readsAndWritesTheFile() throws IOException {
        assertEquals(0, request(0, 3, 1024, WRITE));
        byte[] contents = Files.readAllBytes(file);
        assertArrayEquals(Arrays.copyOfRange(contents, 3 * 512, 5 * 512), Arrays.copyOfRange(ram.bytes, 0x9000, 0x9400));
        assertEquals(1025, disk.usedLength(0));
        assertTrue(lines[0]);
        assertEquals(1, disk.read(0x060));
        disk.write(0x064, 1);
        assertFalse(lines[0]);
        assertEquals(1, wrote, "reservations on RAM end");

        Arrays.fill(ram.bytes, 0x9000, 0x9200, (byte) 0x5A);
        assertEquals(0, request(1, 15, 512, 0));
        assertEquals(1, disk.usedLength(1));
        assertEquals(0, request(4, 0, 0, 0));
        assertArrayEquals(Arrays.copyOfRange(ram.bytes, 0x9000, 0x9200), Arrays.copyOfRange(Files.readAllBytes(file), 15 * 512, 16 * 512));

        assertEquals(0, request(8, 0, 20, WRITE));
        assertEquals("haiov", new String(ram.bytes, 0x9000, 5, StandardCharsets.US_ASCII));
        assertEquals(2, request(11, 0, 512, WRITE), "unsupported");
    }

    @Test
    void partsMayBeCutAnywhere() throws IOException {
        header(0, 2);
        disk.chain(HEADER, 7, 0, HEADER + 7, 9, 0, DATA, 100, WRITE, DATA + 100, 0, WRITE, DATA + 100, 412, WRITE, STATUS, 1, WRITE);
        disk.offer(0, 0);
        assertEquals(0, status());
        assertArrayEquals(Arrays.copyOfRange(Files.readAllBytes(file), 2 * 512, 3 * 512), Arrays.copyOfRange(ram.bytes, 0x9000, 0x9200));
        ram.store(STATUS - RAM, 1, 0xEE);
        disk.chain(HEADER, 16, 0, STATUS - 512, 513, WRITE); // the status as the last byte of the data
        disk.offer(0, 0);
        assertEquals(0, status());
        assertEquals(513, disk.usedLength(1));
    }

    @Test
    void whatTheDiskCannotDoIsAnIoError() throws IOException {
        assertEquals(1, request(0, SECTORS, 512, WRITE), "beyond the end");
        assertEquals(1, request(0, SECTORS - 1, 1024, WRITE), "over the end");
        assertEquals(1, request(0, -1, 512, WRITE));
        assertEquals(1, request(0, 0, 100, WRITE), "no whole sector");
        byte[] before = Files.readAllBytes(file);
        assertEquals(1, request(1, SECTORS - 1, 1024, 0));
        slots.disk(DiskFile.open(file, true));
        disk = new TestDriver(ram, slots, 0, 0);
        ram.store(0x802, 2, 0);
        disk.start(0);
        disk.write(0x014, 0);
        assertEquals(1 << 5, disk.read(0x010) & 1 << 5, "read-only is offered");
        assertEquals(1, request(1, 0, 512, 0));
        assertEquals(0, request(0, 0, 512, WRITE));
        assertArrayEquals(before, Files.readAllBytes(file));
        Files.write(file, new byte[512]);
        assertEquals(1, request(0, 5, 512, WRITE), "the file became shorter");
    }

    @Test
    void interruptsOnlyWhereWanted() {
        disk.noInterrupts();
        assertEquals(0, request(4, 0, 0, 0));
        assertFalse(lines[0]);
    }

    @Test
    void nothingHappensBeforeDriverOk() {
        disk.write(0x070, 0);
        assertEquals(0, disk.read(0x044), "reset ends the queue");
        disk.negotiate();
        disk.setUp(0, RAM, TestDriver.SIZE);
        header(4, 0);
        disk.chain(HEADER, 16, 0, STATUS, 1, WRITE);
        disk.offer(0, 0);
        assertEquals(0, disk.usedIndex());
        disk.write(0x070, 15);
        disk.write(0x050, 0);
        assertEquals(1, disk.usedIndex());
        disk.write(0x050, 7); // no such queue
        disk.write(0x030, 7);
        assertEquals(0, disk.read(0x034));
        disk.write(0x044, 1);
        assertEquals(15, disk.read(0x070));
    }

    @Test
    void ringsWrapAround() {
        for (int i = 0; i < 70_000; i++) { // past 16 bits
            header(8, 0);
            disk.chain(HEADER, 16, 0, STATUS, 1, WRITE);
            disk.offer(0, 0);
        }
        assertEquals(70_000 & 0xFFFF, disk.usedIndex());
        assertEquals(15, disk.read(0x070));
    }

    static Stream<Consumer<TestDriver>> malformed() {
        return Stream.of(
                driver -> driver.offer(0, TestDriver.SIZE), // head beyond the table
                driver -> driver.offer(0, 0xFFFF),
                driver -> { // next beyond the table
                    driver.descriptor(0, HEADER, 16, 1, TestDriver.SIZE);
                    driver.offer(0, 0);
                },
                driver -> { // a loop
                    driver.descriptor(0, HEADER, 16, 1, 1);
                    driver.descriptor(1, HEADER, 16, 1, 0);
                    driver.offer(0, 0);
                },
                driver -> { // an indirect descriptor, which nobody negotiated
                    driver.descriptor(0, HEADER, 16, 4, 0);
                    driver.offer(0, 0);
                },
                driver -> { // for reading after one for writing
                    driver.chain(HEADER, 16, 0, STATUS, 1, WRITE, DATA, 512, 0);
                    driver.offer(0, 0);
                },
                driver -> { // buffers outside RAM, at both ends, and with an overflow of the address
                    driver.chain(RAM - 1, 16, 0, STATUS, 1, WRITE);
                    driver.offer(0, 0);
                },
                driver -> {
                    driver.chain(RAM + (1 << 20) - 15, 16, 0, STATUS, 1, WRITE);
                    driver.offer(0, 0);
                },
                driver -> {
                    driver.chain(-8, 16, 0, STATUS, 1, WRITE);
                    driver.offer(0, 0);
                },
                driver -> {
                    driver.chain(HEADER, 16, 0, DATA, 0xFFFFFFFFL, WRITE, STATUS, 1, WRITE);
                    driver.offer(0, 0);
                },
                driver -> { // more new entries than the ring has
                    driver.index(TestDriver.SIZE + 1);
                    driver.write(0x050, 0);
                },
                driver -> { // a request without a whole header, one without a status
                    driver.chain(HEADER, 15, 0, STATUS, 1, WRITE);
                    driver.offer(0, 0);
                },
                driver -> {
                    driver.chain(HEADER, 16, 0);
                    driver.offer(0, 0);
                },
                driver -> { // queues that cannot be
                    driver.write(0x044, 0);
                    driver.setUp(0, RAM, 6);
                },
                driver -> {
                    driver.write(0x044, 0);
                    driver.setUp(0, RAM, 256);
                },
                driver -> {
                    driver.write(0x044, 0);
                    driver.setUp(0, RAM, 0);
                },
                driver -> {
                    driver.write(0x044, 0);
                    driver.setUp(0, RAM + 8, TestDriver.SIZE);
                },
                driver -> {
                    driver.write(0x044, 0);
                    driver.setUp(0, RAM + (1 << 20), TestDriver.SIZE);
                },
                driver -> {
                    driver.write(0x044, 0);
                    driver.setUp(0, 0x7FFFFFFFFFFFFFF0L, TestDriver.SIZE);
                });
    }

    @ParameterizedTest
    @MethodSource
    void malformed(Consumer<TestDriver> mistake) {
        mistake.accept(disk);
        disk.assertBroken();
        assertEquals(0, disk.usedIndex());
        assertTrue(lines[0]);
        // 2.1.2: nothing more until a reset, also not by the driver's clearing the bit
        disk.write(0x070, 15);
        disk.assertBroken();
        disk.write(0x050, 0);
        assertEquals(0, disk.usedIndex());
        disk.index(0);
        disk = new TestDriver(ram, slots, 0, 0).start(0);
        assertFalse(lines[0]);
        assertEquals(0, request(0, 0, 512, WRITE));
    }

    @Test
    void whatCameBeforeTheMistakeIsDone() {
        header(4, 0);
        disk.chain(HEADER, 16, 0, STATUS, 1, WRITE);
        ram.store(0x400 + 4, 2, 0);
        ram.store(0x400 + 6, 2, 99);
        disk.index(2);
        disk.write(0x050, 0);
        assertEquals(1, disk.usedIndex());
        assertEquals(0, status());
        disk.assertBroken();
    }

    @Test
    void console() {
        TestDriver receive = new TestDriver(ram, slots, 1, 2);
        TestDriver transmit = new TestDriver(ram, slots, 1, 3);
        receive.start();
        receive.setUp(0, RAM + 0x2000, TestDriver.SIZE);
        receive.setUp(1, RAM + 0x3000, TestDriver.SIZE);
        byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
        ram.write(DATA, text, 0, text.length);
        transmit.chain(DATA, 2, 0, DATA + 2, 3, 0);
        transmit.offer(1, 0);
        assertEquals("hello", output.toString());
        assertEquals(0, transmit.usedLength(0));
        assertEquals(1, transmit.usedIndex());

        input.append("typed line");
        slots.poll();
        assertEquals(0, receive.usedIndex(), "no buffer yet");
        receive.chain(DATA, 4, WRITE);
        receive.offer(0, 0);
        assertEquals(4, receive.usedLength(0));
        assertEquals("type", new String(ram.bytes, 0x9000, 4, StandardCharsets.US_ASCII));
        receive.chain(DATA, 100, WRITE);
        receive.offer(0, 0);
        assertEquals(6, receive.usedLength(1));
        receive.offer(0, 0);
        assertEquals(2, receive.usedIndex());
        input.append('x');
        slots.poll();
        assertEquals(3, receive.usedIndex());
        assertTrue(lines[1]);

        receive.chain(DATA, 4, 0); // for receiving, without a byte to write
        receive.offer(0, 0);
        assertEquals(15, receive.read(0x070), "nobody looked at it yet");
        input.append('y');
        slots.poll();
        receive.assertBroken();
    }

    @Test
    void badFilesAreNamed() throws IOException {
        Path odd = Files.write(directory.resolve("odd"), new byte[513]);
        Path empty = Files.write(directory.resolve("empty"), new byte[0]);
        for (var bad : new Object[][] {{directory.resolve("none"), "no such file; make one with"}, {directory, "not a regular file"},
                {odd, "its 513 bytes are no disk"}, {empty, "its 0 bytes are no disk"}}) {
            String told = assertThrows(IOException.class, () -> DiskFile.open((Path) bad[0], false)).getMessage();
            assertTrue(told.startsWith(bad[0] + ": " + bad[1]), told);
        }
    }
}
