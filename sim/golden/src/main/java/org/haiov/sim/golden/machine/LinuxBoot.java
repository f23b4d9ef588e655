package org.haiov.sim.golden.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.sim.golden.device.Ram;

/**
 * Linux with firmware below it, as QEMU's virt boots them: firmware at the begin of RAM, the kernel where its header says, the initramfs
 * below the device tree. The boot ROM enters the firmware with a0 = hart, a1 = device tree, a2 = fw_dynamic_info.
 */
public final class LinuxBoot {
    /** Debian's OpenSBI. */
    public static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin");

    private final String firmwareName;
    private final byte[] firmware;
    private final KernelImage kernel;
    private final byte[] initrd;

    private LinuxBoot(String firmwareName, byte[] firmware, KernelImage kernel, byte[] initrd) {
        this.firmwareName = firmwareName;
        this.firmware = firmware;
        this.kernel = kernel;
        this.initrd = initrd;
    }

    /**
     * Reads the files.
     *
     * @param kernel raw Image
     * @param initrd initramfs, may be null
     * @param firmware raw image for the begin of RAM that takes an fw_dynamic_info; null for Debian's OpenSBI
     */
    public static LinuxBoot read(Path kernel, Path initrd, Path firmware) {
        return read(kernel, initrd, firmware, OPENSBI);
    }

    static LinuxBoot read(Path kernel, Path initrd, Path firmware, Path otherwise) {
        if (firmware == null && !Files.exists(otherwise)) {
            throw new MachineException(otherwise + ": no such file; install OpenSBI with ./haiov setup (or apt-get install opensbi), or give --firmware");
        }
        Path below = firmware == null ? otherwise : firmware;
        byte[] bytes = InputFile.read(below);
        if (ElfFile.isElf(bytes)) {
            throw new MachineException(below + ": an ELF file; firmware is a raw image (fw_dynamic.bin)");
        }
        return new LinuxBoot(below.toString(), bytes, KernelImage.read(kernel), initrd == null ? new byte[0] : InputFile.read(initrd));
    }

    /** Where all is that {@link #load} put into RAM. */
    record Loaded(long firmware, long kernel, Chosen chosen) {}

    /**
     * Copies all but the device tree into RAM.
     *
     * @param tree where the device tree will be
     */
    Loaded load(Ram ram, long tree, String arguments) {
        if (firmware.length > kernel.textOffset()) {
            throw new MachineException(firmwareName + ": of " + firmware.length + " bytes, reaches into the kernel, which " + kernel.name()
                    + " wants at offset 0x" + Long.toHexString(kernel.textOffset()) + " of RAM");
        }
        long kernelAt = ram.base + kernel.textOffset();
        long initrdAt = tree - initrd.length & -4096;
        if (kernelAt + kernel.imageSize() > initrdAt) {
            throw new MachineException("ram: " + kernel.name() + " (" + kernel.imageSize() + " bytes from offset 0x" + Long.toHexString(kernel.textOffset())
                    + "), an initramfs of " + initrd.length + " bytes and the device tree do not fit into " + ram.bytes.length + " bytes");
        }
        ram.write(ram.base, firmware, 0, firmware.length);
        ram.write(kernelAt, kernel.bytes(), 0, kernel.bytes().length);
        ram.write(initrdAt, initrd, 0, initrd.length);
        return new Loaded(ram.base, kernelAt, new Chosen(arguments, initrdAt, initrdAt + initrd.length));
    }
}
