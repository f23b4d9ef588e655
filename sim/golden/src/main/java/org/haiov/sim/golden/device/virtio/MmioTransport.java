package org.haiov.sim.golden.device.virtio;

import java.util.Arrays;
import java.util.function.Consumer;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Ram;

/**
 * Registers of a virtio device on MMIO (4.2.2), version 2. Without a device its ID is 0, and it does nothing. A driver that breaks a rule
 * finds DEVICE_NEEDS_RESET and a configuration change interrupt; nothing more happens until it writes 0 to the status.
 */
public final class MmioTransport implements Device {
    private static final int MAGIC = 0x74726976; // "virt"
    private static final int VERSION = 2;
    private static final int VENDOR = 0x4F494148; // "HAIO"
    private static final int CONFIGURATION = 0x100;
    private static final int SHARED_MEMORY = 0xB0; // to 0xBC: there is none

    // 2.1: device status
    static final int DRIVER_OK = 4;
    static final int FEATURES_OK = 8;
    static final int NEEDS_RESET = 64;
    // 6: features of every device
    private static final long VERSION_1 = 1L << 32;
    // InterruptStatus
    private static final int USED_BUFFER = 1;
    private static final int CONFIGURATION_CHANGE = 2;

    private final VirtioDevice device;
    private final SplitQueue[] queues;
    private final Consumer<Boolean> line;
    private final Runnable wrote;
    private int deviceFeaturesWord;
    private int driverFeaturesWord;
    private long driverFeatures;
    private int selected;
    private int status;
    private int interrupts;
    private String mistake = "";

    /**
     * @param device null for none
     * @param line told the level of the interrupt line
     * @param wrote told after the device wrote RAM
     */
    MmioTransport(VirtioDevice device, Ram ram, Consumer<Boolean> line, Runnable wrote) {
        this.device = device;
        this.line = line;
        this.wrote = wrote;
        this.queues = new SplitQueue[device == null ? 0 : device.queues()];
        Arrays.setAll(queues, i -> new SplitQueue(ram));
    }

    /** What the driver did that made the device need a reset; empty for nothing. */
    String mistake() {
        return mistake;
    }

    @Override
    public long load(long offset, int size) {
        if (offset >= CONFIGURATION) {
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << 8 | (device == null ? 0 : device.configuration((int) offset - CONFIGURATION + i) & 0xFF);
            }
            return value;
        }
        if (size != 4) {
            throw BusFault.INSTANCE;
        }
        return register((int) offset) & 0xFFFFFFFFL;
    }

    private int register(int offset) {
        SplitQueue queue = selected < queues.length ? queues[selected] : null;
        return switch (offset) {
            case 0x000 -> MAGIC;
            case 0x004 -> VERSION;
            case 0x008 -> device == null ? 0 : device.id();
            case 0x00C -> VENDOR;
            case 0x010 -> word(features(), deviceFeaturesWord);
            case 0x034 -> queue == null ? 0 : SplitQueue.MAX_SIZE;
            case 0x044 -> queue != null && queue.ready() ? 1 : 0;
            case 0x060 -> interrupts;
            case 0x070 -> status;
            case SHARED_MEMORY, SHARED_MEMORY + 4, SHARED_MEMORY + 8, SHARED_MEMORY + 12 -> -1;
            default -> 0;
        };
    }

    private long features() {
        return device == null ? 0 : device.features() | VERSION_1;
    }

    private static int word(long value, int number) {
        return number == 0 ? (int) value : number == 1 ? (int) (value >>> 32) : 0;
    }

    private static long withWord(long old, int number, long value) {
        return switch (number) {
            case 0 -> old & ~0xFFFFFFFFL | value & 0xFFFFFFFFL;
            case 1 -> old & 0xFFFFFFFFL | value << 32;
            default -> old;
        };
    }

    @Override
    public void store(long offset, int size, long value) {
        if (offset >= CONFIGURATION) {
            return; // none of the devices here has a field that the driver writes
        }
        if (size != 4) {
            throw BusFault.INSTANCE;
        }
        if (device == null) {
            return;
        }
        switch ((int) offset) {
            case 0x014 -> deviceFeaturesWord = (int) value;
            case 0x020 -> driverFeatures = withWord(driverFeatures, driverFeaturesWord, value);
            case 0x024 -> driverFeaturesWord = (int) value;
            case 0x030 -> selected = Integer.compareUnsigned((int) value, queues.length) < 0 ? (int) value : queues.length;
            case 0x050 -> notified(value & 0xFFFFFFFFL);
            case 0x064 -> interrupt(interrupts & ~(int) value);
            case 0x070 -> status((int) value);
            default -> {
                if (selected < queues.length) {
                    queue(queues[selected], (int) offset, value);
                }
            }
        }
    }

    private void queue(SplitQueue queue, int offset, long value) {
        if (queue.ready() && offset != 0x044) {
            return; // 4.2.2.2: not while it is in use
        }
        switch (offset) {
            case 0x038 -> queue.size = (int) value;
            case 0x044 -> {
                if ((value & 1) == 0) {
                    queue.stop();
                } else if (!queue.ready()) {
                    try {
                        queue.start();
                    } catch (MalformedRing e) {
                        broken(e);
                    }
                }
            }
            case 0x080, 0x084 -> queue.descriptors = withWord(queue.descriptors, (offset & 4) / 4, value);
            case 0x090, 0x094 -> queue.driverArea = withWord(queue.driverArea, (offset & 4) / 4, value);
            case 0x0A0, 0x0A4 -> queue.deviceArea = withWord(queue.deviceArea, (offset & 4) / 4, value);
            default -> { }
        }
    }

    private void status(int value) {
        if (value == 0) {
            status = 0;
            driverFeatures = 0;
            mistake = "";
            for (SplitQueue queue : queues) {
                queue.reset();
            }
            interrupt(0);
            return;
        }
        if ((value & FEATURES_OK) != 0 && (status & FEATURES_OK) == 0
                && ((driverFeatures & ~features()) != 0 || (driverFeatures & VERSION_1) == 0)) {
            value &= ~FEATURES_OK; // 3.1.1 step 5: the driver reads it back
        }
        status = value & 0xFF & ~NEEDS_RESET | status & NEEDS_RESET;
    }

    private void notified(long number) {
        if (number < queues.length) {
            serve((int) number);
        }
    }

    /** Carries out what waits in a queue, if the device is in operation. */
    void serve(int number) {
        if ((status & (DRIVER_OK | NEEDS_RESET)) != DRIVER_OK || !queues[number].ready()) {
            return;
        }
        SplitQueue queue = queues[number];
        try {
            if (device.serve(number, queue)) {
                wrote.run();
                if (!queue.quiet()) {
                    interrupt(interrupts | USED_BUFFER);
                }
            }
        } catch (MalformedRing e) {
            wrote.run(); // chains before the malformed one were carried out
            broken(e);
        }
    }

    private void broken(MalformedRing e) {
        mistake = e.getMessage();
        status |= NEEDS_RESET;
        if ((status & DRIVER_OK) != 0) { // 2.1.2
            interrupt(interrupts | CONFIGURATION_CHANGE);
        }
    }

    private void interrupt(int next) {
        interrupts = next;
        line.accept(interrupts != 0);
    }
}
