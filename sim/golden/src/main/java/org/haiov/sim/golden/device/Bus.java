package org.haiov.sim.golden.device;

import java.util.ArrayList;
import java.util.List;

/** The physical address space: RAM first, then devices by address. An address that nobody has is a {@link BusFault}. */
public final class Bus {
    private record Window(String name, long base, long size, Device device) {}

    private final Ram ram;
    private final List<Window> windows = new ArrayList<>();

    public Bus(Ram ram) {
        this.ram = ram;
    }

    public Ram ram() {
        return ram;
    }

    /** Puts a device at {@code base}; an overlap with another is an error that names both. */
    public void attach(String name, long base, long size, Device device) {
        for (Window other : windows) {
            if (base < other.base + other.size && other.base < base + size) {
                throw new IllegalArgumentException(name + " at 0x" + Long.toHexString(base) + " overlaps " + other.name + " at 0x"
                        + Long.toHexString(other.base));
            }
        }
        if (base < ram.base + ram.bytes.length && ram.base < base + size) {
            throw new IllegalArgumentException(name + " at 0x" + Long.toHexString(base) + " overlaps RAM");
        }
        windows.add(new Window(name, base, size, device));
    }

    /** Reads {@code size} bytes, naturally aligned, zero-extended. */
    public long load(long address, int size) {
        if (ram.contains(address)) {
            return ram.load(address - ram.base, size);
        }
        Window window = find(address);
        return window.device.load(address - window.base, size);
    }

    public void store(long address, int size, long value) {
        if (ram.contains(address)) {
            ram.store(address - ram.base, size, value);
            return;
        }
        Window window = find(address);
        window.device.store(address - window.base, size, value);
    }

    /** Whether instructions and page tables may stand there: RAM and ROM. */
    public boolean isMemory(long address) {
        if (ram.contains(address)) {
            return true;
        }
        for (Window window : windows) {
            if (Long.compareUnsigned(address - window.base, window.size) < 0) {
                return window.device instanceof Rom;
            }
        }
        return false;
    }

    private Window find(long address) {
        for (Window window : windows) {
            if (Long.compareUnsigned(address - window.base, window.size) < 0) {
                return window;
            }
        }
        throw BusFault.INSTANCE;
    }
}
