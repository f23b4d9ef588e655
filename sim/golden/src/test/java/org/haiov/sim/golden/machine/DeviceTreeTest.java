package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated tree by the judgement of dtc. */
class DeviceTreeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void dtcFindsNothingToWarnOf(int harts) throws Exception {
        Programs.need("dtc");
        MachineConfig config = MachineConfig.read(null, Map.of("harts", Integer.toString(harts)));
        byte[] tree = DeviceTree.of(config, new Chosen("console=ttyS0 quiet", 0x8700_0000L, 0x8700_1234L), slot -> slot < 2);
        Path file = Files.write(directory.resolve("machine.dtb"), tree);
        Process dtc = new ProcessBuilder("dtc", "-I", "dtb", "-O", "dts", file.toString()).redirectError(directory.resolve("warnings").toFile()).start();
        String source = new String(dtc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, dtc.waitFor());
        assertEquals("", Files.readString(directory.resolve("warnings")));
        assertTrue(source.contains("bootargs = \"console=ttyS0 quiet\";"), source);
        assertTrue(source.contains("linux,initrd-start = <0x00 0x87000000>;"), source);
        assertTrue(source.contains("linux,initrd-end = <0x00 0x87001234>;"), source);
        assertTrue(source.contains("stdout-path = \"/soc/serial@10000000\";"), source);
        assertTrue(source.contains("virtio_mmio@10001000 {") && source.contains("virtio_mmio@10002000 {") && !source.contains("virtio_mmio@10003000"), source);
        assertEquals(harts, source.split("riscv,isa = \"rv64imach_sstc", -1).length - 1);
    }
}
