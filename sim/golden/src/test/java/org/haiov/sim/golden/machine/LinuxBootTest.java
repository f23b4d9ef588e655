package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.haiov.sim.golden.device.Ram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --kernel} takes and refuses, and where it puts things. */
class LinuxBootTest {
    private static final int OFFSET = 0x200000;

    @TempDir
    private Path directory;

    /** A header, and nothing that could run. */
    private static byte[] image(int length, long textOffset, long imageSize) {
        ByteBuffer image = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(8, textOffset).putLong(16, imageSize).putInt(56, 0x05435352);
        return image.array();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private void refused(String message, byte[] image) {
        String told = assertThrows(MachineException.class, () -> KernelImage.of("Image", image)).getMessage();
        assertTrue(told.startsWith("Image: ") && told.contains(message), told);
    }

    @Test
    void headerIsChecked() {
        assertEquals(0x300000, KernelImage.of("Image", image(4096, OFFSET, 0x300000)).imageSize());
        assertEquals(8192, KernelImage.of("Image", image(8192, OFFSET, 0)).imageSize(), "never less than the file");
        refused("shorter than its header", new byte[63]);
        refused("no \"RSC\\5\"", new byte[64]);
        byte[] elf = Arrays.copyOf(new byte[] {0x7F, 'E', 'L', 'F'}, 64);
        refused("an ELF file: give it without --kernel", elf);
        refused("gunzip it first", Arrays.copyOf(new byte[] {0x1F, (byte) 0x8B}, 64));
        byte[] big = image(64, OFFSET, 0);
        big[24] = 1;
        refused("big-endian", big);
        refused("which cannot be", image(64, -1, 0));
        refused("which cannot be", image(64, OFFSET + 1, 0));
        refused("which cannot be", image(64, OFFSET, 1L << 40));
    }

    @Test
    void allHasItsPlace() throws IOException {
        byte[] initrd = {1, 2, 3};
        Ram ram = new Ram(0x80000000L, 8 << 20);
        LinuxBoot boot = LinuxBoot.read(file("Image", image(4096, OFFSET, 0x300000)), file("initrd", initrd), file("firmware", new byte[] {9}));
        LinuxBoot.Loaded loaded = boot.load(ram, 0x80600000L, "quiet");
        assertEquals(new LinuxBoot.Loaded(0x80000000L, 0x80200000L, new Chosen("quiet", 0x805FF000L, 0x805FF003L)), loaded);
        assertEquals(9, ram.bytes[0]);
        assertEquals(0x05435352, ram.load(OFFSET + 56, 4));
        assertArrayEquals(initrd, Arrays.copyOfRange(ram.bytes, 0x5FF000, 0x5FF003));
        String message = assertThrows(MachineException.class, () -> boot.load(ram, 0x80500000L, "")).getMessage();
        assertTrue(message.contains("do not fit into 8388608 bytes"), message);
    }

    @Test
    void firmwareIsARawImageBelowTheKernel() throws IOException {
        Path kernel = file("Image", image(4096, 4096, 0));
        Path large = file("large.bin", new byte[4097]);
        String message = assertThrows(MachineException.class, () -> LinuxBoot.read(kernel, null, large).load(new Ram(0, 1 << 20), 1 << 19, "")).getMessage();
        assertTrue(message.contains("reaches into the kernel"), message);
        Path elf = file("fw.elf", new byte[] {0x7F, 'E', 'L', 'F', 0});
        message = assertThrows(MachineException.class, () -> LinuxBoot.read(kernel, null, elf)).getMessage();
        assertTrue(message.contains("firmware is a raw image"), message);
        assertThrows(MachineException.class, () -> LinuxBoot.read(kernel, directory.resolve("none"), large));
    }

    @Test
    void withoutOpenSbiTheMessageSaysHowToInstallIt() throws IOException {
        Path kernel = file("Image", image(4096, OFFSET, 0));
        String message = assertThrows(MachineException.class, () -> LinuxBoot.read(kernel, null, null, directory.resolve("fw.bin"))).getMessage();
        assertTrue(message.endsWith("fw.bin: no such file; install OpenSBI with ./haiov setup (or apt-get install opensbi), or give --firmware"), message);
    }

    @Test
    void overridesStandAboveTheFile() throws IOException {
        Path config = Files.writeString(directory.resolve("machine.json"), "{\"harts\": 1, \"ram\": \"8M\"}");
        MachineConfig read = MachineConfig.read(config, Map.of("harts", "4", "bootArguments", "quiet"));
        assertEquals(4, read.harts());
        assertEquals(8 << 20, read.ramBytes());
        assertEquals("quiet", read.bootArguments());
        assertThrows(MachineException.class, () -> MachineConfig.read(null, Map.of("harts", "many")));
    }
}
