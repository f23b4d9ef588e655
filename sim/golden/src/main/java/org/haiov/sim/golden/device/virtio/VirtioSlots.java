package org.haiov.sim.golden.device.virtio;

import java.util.function.BiConsumer;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Ram;

/** QEMU virt's row of MMIO transports, 4 KiB each: slot 0 may hold a disk, slot 1 a console; the others are empty. */
public final class VirtioSlots implements Device {
    /** Slots of 4 KiB. */
    public static final int COUNT = 8;
    public static final int SIZE = 0x1000;
    private static final int DISK = 0;
    private static final int CONSOLE = 1;

    private final Ram ram;
    private final BiConsumer<Integer, Boolean> lines;
    private final Runnable wrote;
    private final MmioTransport[] transports = new MmioTransport[COUNT];
    private SerialConsole console;

    /**
     * @param lines told slot and level of its interrupt line
     * @param wrote told after a device wrote RAM
     */
    public VirtioSlots(Ram ram, BiConsumer<Integer, Boolean> lines, Runnable wrote) {
        this.ram = ram;
        this.lines = lines;
        this.wrote = wrote;
        for (int slot = 0; slot < COUNT; slot++) {
            put(slot, null);
        }
    }

    private void put(int slot, VirtioDevice device) {
        transports[slot] = new MmioTransport(device, ram, high -> lines.accept(slot, high), wrote);
    }

    public void disk(DiskFile disk) {
        put(DISK, new Block(disk, ram));
    }

    public void console(Console console) {
        this.console = new SerialConsole(console, ram);
        put(CONSOLE, this.console);
    }

    /** Whether a slot holds a device. */
    public boolean occupied(int slot) {
        return transports[slot].load(0x008, 4) != 0;
    }

    /** Looks for input; to be called from time to time. */
    public void poll() {
        if (console != null && console.hasInput()) {
            transports[CONSOLE].serve(SerialConsole.RECEIVE);
        }
    }

    @Override
    public long load(long offset, int size) {
        return transports[(int) offset / SIZE].load(offset % SIZE, size);
    }

    @Override
    public void store(long offset, int size, long value) {
        transports[(int) offset / SIZE].store(offset % SIZE, size, value);
    }
}
