package org.haiov.verification.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.haiov.verification.linux.Scenario.Milestone;
import org.junit.jupiter.api.Test;

/** The suite's judgement of consoles; the suite itself is {@code haiov regress linux}. */
class ConsoleCheckTest {
    private static final Scenario SCENARIO = new Scenario("two lines", 1, Scenario.Equipment.PLAIN, "",
            List.of(new Milestone("first", "init: up, \\d harts online", null), new Milestone("second", "reboot: Power down", null)));

    private static ConsoleCheck check(String... lines) {
        ConsoleCheck check = new ConsoleCheck(SCENARIO);
        for (String line : lines) {
            check.line(line);
        }
        return check;
    }

    private static void fails(String message, String... lines) {
        String told = assertThrows(HaiovException.class, () -> check(lines).finish("here")).getMessage();
        assertTrue(told.startsWith("linux: two lines on here: ") && told.contains(message), told);
    }

    @Test
    void linesInOrderPass() {
        ConsoleCheck check = check("OpenSBI v1.1");
        assertNull(check.line("guest init: up, 1 harts online"));
        assertEquals("first", check.line("init: up, 1 harts online\r").name());
        assertEquals("second", check.line("[    1.064740] reboot: Power down").name());
        check.finish("here");
    }

    @Test
    void missingLinesAndThoseOfTroubleFail() {
        fails("does not say /init: up, \\d harts online/", "[    1.0] reboot: Power down");
        fails("does not say /reboot: Power down/", "reboot: Power down", "init: up, 2 harts online");
        for (String trouble : List.of("[    0.1] Kernel panic - not syncing", "BUG: scheduling while atomic", "WARNING: CPU: 0 PID: 1 at x",
                "[    1.1] rcu: INFO: rcu_sched detected stalls", "init: KVM_RUN failed: error 95", "init: there is no mode x")) {
            fails("the console says: ", "init: up, 1 harts online", trouble, "reboot: Power down");
        }
    }

    @Test
    void everyReferenceIsThere() {
        for (Scenario scenario : Scenario.ALL) {
            for (Milestone milestone : scenario.milestones()) {
                assertTrue(milestone.reference() == null || Reference.instructions(milestone.reference()) > 0);
            }
        }
        assertTrue(Reference.source().contains("QEMU 7.2"));
    }

    @Test
    void missingBuildSaysHowToMakeIt() {
        String told = assertThrows(HaiovException.class, () -> new LinuxBuild(Path.of("no-such"))).getMessage();
        assertTrue(told.startsWith("no-such/Image: no such file") && told.contains("./haiov linux build"), told);
    }
}
