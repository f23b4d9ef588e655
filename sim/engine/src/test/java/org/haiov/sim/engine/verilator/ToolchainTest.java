package org.haiov.sim.engine.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {
    @TempDir
    Path bin;

    @Test
    void aMissingToolIsNamedWithItsPackage() throws IOException {
        MissingTool verilator = assertThrows(MissingTool.class, () -> Toolchain.find(bin.toString()));
        assertEquals("verilator", verilator.tool());
        assertEquals("verilator is not on the PATH, and the Verilator engine needs it: ./haiov setup installs it, or on Debian and"
                + " Ubuntu 'apt-get install verilator'. The JVM engine works without it.", verilator.getMessage());
        script("verilator", "echo Verilator 5.006");
        assertEquals("g++", assertThrows(MissingTool.class, () -> Toolchain.find(bin + ":/nowhere")).tool());
    }

    @Test
    void anOldVerilatorIsRefused() throws IOException {
        script("verilator", "echo 'Verilator 4.038 2020-07-11 rev v4.036'");
        script("g++", "echo g++");
        String message = assertThrows(HaiovException.class, () -> Toolchain.find(bin.toString())).getMessage();
        assertEquals(bin.resolve("verilator") + " is 'Verilator 4.038 2020-07-11 rev v4.036'; the Verilator engine needs Verilator"
                + " 5.006 or newer", message);
    }

    @Test
    void aBrokenInstallationIsToldApart() throws IOException {
        script("verilator", "case $1 in --version) echo Verilator 5.006 ;; *) echo /nowhere ;; esac");
        script("g++", "echo g++");
        String message = assertThrows(HaiovException.class, () -> Toolchain.find(bin.toString())).getMessage();
        assertTrue(message.contains("is not whole: there is no /nowhere/include/verilated.cpp"), message);
    }

    private void script(String name, String body) throws IOException {
        Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
