package org.haiov.verification.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.ir.HaiovException;

/**
 * What {@code haiov linux build} left in a directory.
 *
 * @param directory with Image and the initramfs archives
 */
public record LinuxBuild(Path directory) {
    /** @throws HaiovException where something is missing; says how to make it */
    public LinuxBuild {
        for (String file : new String[] {"Image", "initramfs.cpio", "initramfs-guest.cpio"}) {
            if (!Files.exists(directory.resolve(file))) {
                throw new HaiovException(directory.resolve(file) + ": no such file\n  Build Linux with ./haiov linux build"
                        + " (a few minutes; ./haiov setup installs what it needs)");
            }
        }
    }

    public Path image() {
        return directory.resolve("Image");
    }

    /** @param guest with what the VMM in init needs for a Linux guest */
    public Path initramfs(boolean guest) {
        return directory.resolve(guest ? "initramfs-guest.cpio" : "initramfs.cpio");
    }
}
