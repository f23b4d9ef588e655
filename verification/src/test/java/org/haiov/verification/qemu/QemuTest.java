package org.haiov.verification.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs of QEMU that end by themselves, and one that does not. */
class QemuTest {
    @Test
    void whatItWritesAndHowItEnds() {
        Assumptions.assumeTrue(Qemu.installed(), "QEMU is not installed (./haiov setup)");
        for (int i = 0; i < 10; i++) { // what is written last must not be lost
            Qemu.Result version = new Qemu().with("-version").run(60);
            assertTrue(version.ended() && version.console().endsWith("developers\n"), version.toString());
            assertEquals(0, version.code());
        }
        Qemu.Result wrong = new Qemu().with("-smp", "none").run(60);
        assertTrue(wrong.ended() && wrong.code() != 0 && !wrong.console().isEmpty(), wrong.toString());
        Qemu.Result endless = new Qemu().with("-S", "-bios", "none").run(1);
        assertFalse(endless.ended(), endless.toString());
    }
}
