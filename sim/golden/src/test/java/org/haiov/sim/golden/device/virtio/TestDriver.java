package org.haiov.sim.golden.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Ram;

/** A driver of one device in slot {@code slot}, written from the specification: sets queues up, makes chains, reads the used ring. */
final class TestDriver {
    static final long RAM = 0x80000000L;
    static final int SIZE = 8;
    static final int WRITE = 2;
    private static final int NEXT = 1;

    final Ram ram;
    final Device device;
    private final int slot;
    private final long table;
    private final long available;
    private final long used;
    private int made;

    /** The areas of queue {@code queue} are at a place of their own. */
    TestDriver(Ram ram, Device device, int slot, int queue) {
        this.ram = ram;
        this.device = device;
        this.slot = slot;
        this.table = RAM + 0x1000L * queue;
        this.available = table + 0x400;
        this.used = table + 0x800;
    }

    int read(int register) {
        return (int) device.load(0x1000L * slot + register, 4);
    }

    void write(int register, long value) {
        device.store(0x1000L * slot + register, 4, value);
    }

    /** 3.1.1: reset, acknowledge, features, queues, driver OK. */
    TestDriver start(int... queues) {
        negotiate();
        for (int queue : queues) {
            setUp(queue, RAM + 0x1000L * queue, SIZE);
        }
        write(0x070, 15);
        return this;
    }

    /** The steps up to FEATURES_OK. */
    void negotiate() {
        write(0x070, 0);
        write(0x070, 3);
        for (int word = 0; word < 2; word++) {
            write(0x014, word);
            write(0x024, word);
            write(0x020, read(0x010));
        }
        write(0x070, 11);
        assertEquals(11, read(0x070), "FEATURES_OK");
    }

    void setUp(int queue, long at, int size) {
        write(0x030, queue);
        write(0x038, size);
        write(0x080, at);
        write(0x084, at >>> 32);
        write(0x090, at + 0x400);
        write(0x094, at + 0x400 >>> 32);
        write(0x0A0, at + 0x800);
        write(0x0A4, at + 0x800 >>> 32);
        write(0x044, 1);
    }

    void descriptor(int number, long address, long length, int flags, int next) {
        long at = table + 16L * number - RAM;
        ram.store(at, 8, address);
        ram.store(at + 8, 4, length);
        ram.store(at + 12, 2, flags);
        ram.store(at + 14, 2, next);
    }

    /** A chain from descriptor 0 on: triples of address, length and flags. */
    void chain(long... parts) {
        for (int i = 0; i < parts.length / 3; i++) {
            boolean last = 3 * i + 3 == parts.length;
            descriptor(i, parts[3 * i], parts[3 * i + 1], (int) parts[3 * i + 2] | (last ? 0 : NEXT), i + 1);
        }
    }

    /** Makes the chain at {@code head} available and tells the device. */
    void offer(int queue, int head) {
        ram.store(available - RAM + 4 + 2L * (made % SIZE), 2, head);
        made++;
        index(made);
        write(0x050, queue);
    }

    /** Index of the available ring. */
    void index(int value) {
        ram.store(available - RAM + 2, 2, value);
    }

    void noInterrupts() {
        ram.store(available - RAM, 2, 1);
    }

    int usedIndex() {
        return (int) ram.load(used - RAM + 2, 2);
    }

    /** Length that the device said it wrote, for its {@code number}th used chain. */
    int usedLength(int number) {
        return (int) ram.load(used - RAM + 4 + 8L * (number % SIZE) + 4, 4);
    }

    void assertBroken() {
        assertEquals(15 | 64, read(0x070), "DEVICE_NEEDS_RESET");
        assertEquals(2, read(0x060) & 2, "configuration change interrupt");
    }
}
