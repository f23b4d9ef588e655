package org.haiov.sim.golden.device.virtio;

import org.haiov.sim.golden.device.Ram;

/**
 * The device's side of a split virtqueue (2.7). All that the driver wrote is checked before it is used; what breaks a rule is a
 * {@link MalformedRing}.
 */
final class SplitQueue {
    /** QueueNumMax (4.2.2). */
    static final int MAX_SIZE = 128;

    // 2.7.5
    private static final int DESCRIPTOR = 16;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    // 2.7.6, 2.7.8
    private static final int INDEX = 2;
    private static final int RING = 4;
    private static final int NO_INTERRUPT = 1;
    private static final int USED_ELEMENT = 8;

    private final Ram ram;
    // As the driver set them (4.2.3.2).
    int size;
    long descriptors;
    long driverArea;
    long deviceArea;
    private boolean ready;
    // Indices into ram.bytes, once ready.
    private int table;
    private int available;
    private int used;
    // Free-running, 16 bits.
    private int nextAvailable;
    private int nextUsed;

    SplitQueue(Ram ram) {
        this.ram = ram;
    }

    void reset() {
        size = 0;
        descriptors = 0;
        driverArea = 0;
        deviceArea = 0;
        stop();
    }

    void stop() {
        ready = false;
        nextAvailable = 0;
        nextUsed = 0;
    }

    boolean ready() {
        return ready;
    }

    /** The driver says that the queue is set up. */
    void start() throws MalformedRing {
        if (size <= 0 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
            throw new MalformedRing("queue of " + size + " entries: must be a power of 2 up to " + MAX_SIZE);
        }
        table = area("descriptor table", descriptors, DESCRIPTOR, (long) DESCRIPTOR * size);
        available = area("available ring", driverArea, 2, RING + 2L * size);
        used = area("used ring", deviceArea, 4, RING + (long) USED_ELEMENT * size);
        stop();
        ready = true;
    }

    private int area(String what, long address, int alignment, long bytes) throws MalformedRing {
        if (address % alignment != 0) {
            throw new MalformedRing(what + " at 0x" + Long.toHexString(address) + ": must be aligned to " + alignment + " bytes");
        }
        return Buffers.index(ram, address, bytes, what);
    }

    private int u16(int index) {
        return (int) ram.load(index, 2);
    }

    /** The next chain that the driver made available; null for none. */
    Chain next() throws MalformedRing {
        int waiting = u16(available + INDEX) - nextAvailable & 0xFFFF;
        if (waiting == 0) {
            return null;
        }
        if (waiting > size) {
            throw new MalformedRing("available ring: " + waiting + " new entries in a ring of " + size);
        }
        int head = u16(available + RING + 2 * (nextAvailable & size - 1));
        Chain chain = chain(head);
        nextAvailable = nextAvailable + 1 & 0xFFFF;
        return chain;
    }

    private Chain chain(int head) throws MalformedRing {
        Buffers readable = new Buffers(ram);
        Buffers writable = new Buffers(ram);
        int number = head;
        for (int count = 1;; count++) {
            if (number >= size) {
                throw new MalformedRing("descriptor " + number + " in a table of " + size);
            }
            if (count > size) {
                throw new MalformedRing("the chain from descriptor " + head + " is a loop");
            }
            int at = table + DESCRIPTOR * number;
            int flags = u16(at + 12);
            if ((flags & INDIRECT) != 0) {
                throw new MalformedRing("descriptor " + number + " is indirect, which was not negotiated");
            }
            int length = (int) ram.load(at + 8, 4);
            int index = Buffers.index(ram, ram.load(at, 8), length & 0xFFFFFFFFL, "descriptor " + number);
            if ((flags & WRITE) != 0) {
                writable.add(index, length);
            } else if (writable.length() != 0) {
                throw new MalformedRing("descriptor " + number + " is for reading, after one for writing");
            } else {
                readable.add(index, length);
            }
            if ((flags & NEXT) == 0) {
                return new Chain(head, readable, writable);
            }
            number = u16(at + 14);
        }
    }

    /** Gives a chain back, with so many bytes written. */
    void used(Chain chain, long written) {
        int element = used + RING + USED_ELEMENT * (nextUsed & size - 1);
        ram.store(element, 4, chain.head());
        ram.store(element + 4L, 4, written);
        nextUsed = nextUsed + 1 & 0xFFFF;
        ram.store(used + INDEX, 2, nextUsed);
    }

    /** Whether the driver wants no interrupt for used buffers (2.7.7). */
    boolean quiet() {
        return (u16(available) & NO_INTERRUPT) != 0;
    }
}
