package org.haiov.sim.golden.machine;

import java.util.function.BiConsumer;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.device.virtio.DiskFile;
import org.haiov.sim.golden.device.virtio.VirtioSlots;

/**
 * What is plugged into a machine.
 *
 * @param disk the virtio disk; null for none
 * @param virtioConsole whether there is a virtio console; the machine's console then takes the output of both, and its input goes there
 */
public record Peripherals(DiskFile disk, boolean virtioConsole) {
    public static final Peripherals NONE = new Peripherals(null, false);

    VirtioSlots slots(Ram ram, Console console, BiConsumer<Integer, Boolean> lines, Runnable wrote) {
        VirtioSlots slots = new VirtioSlots(ram, lines, wrote);
        if (disk != null) {
            slots.disk(disk);
        }
        if (virtioConsole) {
            slots.console(console);
        }
        return slots;
    }
}
