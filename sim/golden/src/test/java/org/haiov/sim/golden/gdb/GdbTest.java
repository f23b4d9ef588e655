package org.haiov.sim.golden.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gdb-multiarch on a program of software/tests/debug, by scripts. Skipped, saying so, where GDB or the compiler is missing. */
class GdbTest {
    private static final String TWO_HARTS = "{\"harts\": 2}";
    private static final Outcome SEVEN = new Outcome(Outcome.Kind.EXIT, 7, "");

    @TempDir
    private static Path directory;
    private static Path elf;

    private Outcome outcome;

    @BeforeEach
    void build() throws Exception {
        Programs.need("gdb-multiarch");
        if (elf == null) {
            elf = Programs.build(directory, "debug/main.c", "debug/modes.S");
        }
    }

    /** What GDB wrote while it ran {@code script}, attached before the first instruction; {@link #outcome} is the program's. */
    private String gdb(String configuration, String script) throws Exception {
        try (Debuggee debuggee = new Debuggee(elf, configuration)) {
            String output = run(debuggee, "", script);
            outcome = debuggee.outcome();
            return output;
        }
    }

    /** @param interruptAfter text after which Ctrl-C is pressed; empty for none */
    private static String run(Debuggee debuggee, String interruptAfter, String script) throws Exception {
        Path file = Files.writeString(directory.resolve("script.gdb"), "set confirm off\nset pagination off\nset width 0\nset tcp connect-timeout 20\n"
                + "target extended-remote localhost:" + debuggee.server.port() + "\n" + script);
        Process gdb = new ProcessBuilder(List.of("gdb-multiarch", "-nx", "-batch", "-x", file.toString(), elf.toString())).redirectErrorStream(true).start();
        gdb.getOutputStream().close();
        StringBuilder output = new StringBuilder();
        Thread reader = Thread.ofPlatform().start(() -> new BufferedReader(new InputStreamReader(gdb.getInputStream(), StandardCharsets.UTF_8)).lines()
                .forEach(line -> {
                    output.append(line).append('\n');
                    if (!interruptAfter.isEmpty() && line.contains(interruptAfter)) {
                        signal(gdb, debuggee);
                    }
                }));
        boolean ended = gdb.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            gdb.destroyForcibly(); // of one that has ended it would close the output before all of it is read
        }
        reader.join();
        assertTrue(ended, "GDB does not end: " + output);
        return output.toString();
    }

    /** SIGINT when the program, which stands now, has run on for a while. */
    private static void signal(Process gdb, Debuggee debuggee) {
        try {
            long before = debuggee.cycles();
            while (debuggee.cycles() < before + 100_000 && gdb.isAlive()) {
                Thread.sleep(5);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(gdb.pid())).start();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void contains(String output, String... texts) {
        int at = 0;
        for (String text : texts) {
            int next = output.indexOf(text, at);
            assertTrue(next >= 0, "after character " + at + " there is no \"" + text + "\" in:\n" + output);
            at = next + text.length();
        }
    }

    /** One virtual address in HS and VS, with other memory behind it; what the debugger writes is what the program reads. */
    @Test
    void breakpointsAndMemoryThroughTranslation() throws Exception {
        String output = gdb(TWO_HARTS, """
                hbreak *0x40000000
                continue
                printf "priv %d virt %d\\n", $priv, $virt
                x/gx 0x40002000
                x/i $pc
                monitor translate 0x40002000
                monitor translate 0x40001000
                continue
                printf "priv %d virt %d\\n", $priv, $virt
                x/gx 0x40002000
                monitor translate 0x40002000
                p/x $vsatp >> 60
                set {int} 0x40002000 = 5
                p *(int *) 0x40002000
                delete
                continue
                """);
        contains(output, "hit Breakpoint 1, 0x0000000040000000 in ??", "priv 1 virt 0", "0x40002000:\t0x0000000000000111", "lui\ta1,0x40002",
                "hart 0 in HS: 0x40002000", "Sv39 level 2 at", "Sv39 level 0 at", "DA---WRV", "physical 0x8", "(RAM)",
                "not mapped: Sv39 entry of level 0 for 0x40001000 is not valid",
                "hit Breakpoint 1, 0x0000000040000000 in ??", "priv 1 virt 1", "0x40002000:\t0x0000000000001222", "hart 0 in VS: 0x40002000",
                "G    level 2 at", "VS   level 0 at", "physical 0x8", "= 0x8", "= 5", "exited with code 01");
        assertEquals(new Outcome(Outcome.Kind.EXIT, 1, ""), outcome); // 5 is not what the program expected
    }

    @Test
    void whatIsNotMappedIsAnError() throws Exception {
        for (String address : List.of("0x40001000", "0x10000000", "0x4000000000000000")) {
            String output = gdb(TWO_HARTS, "hbreak *0x40000000\ncontinue\nx/gx " + address + "\n");
            contains(output, "Cannot access memory at address " + address);
        }
        assertEquals(SEVEN, outcome); // GDB left, and the program ran on
    }

    @Test
    void watchpoints() throws Exception {
        String output = gdb(TWO_HARTS, """
                break main
                continue
                watch watched
                continue
                continue
                delete
                rwatch watched
                continue
                delete
                awatch unwatched
                continue
                delete
                continue
                """);
        contains(output, "Breakpoint 1, main", "Hardware watchpoint 2: watched", "Old value = 0", "New value = 1", "Old value = 1", "New value = 3",
                "Hardware read watchpoint 3: watched", "Value = 3", "Hardware access (read/write) watchpoint 4: unwatched", "New value = 4", "exited with code 07");
        assertEquals(SEVEN, outcome);
    }

    /** An LR/SC loop succeeds at once; ebreak goes to the trap handler and comes back; a hart in WFI steps when it wakes. */
    @Test
    void singleSteps() throws Exception {
        String output = gdb(TWO_HARTS, """
                break lrsc_add
                continue
                set $steps = 0
                while $pc != lrsc_end
                stepi
                set $steps = $steps + 1
                end
                printf "%d steps, count %d\\n", $steps, lock_count
                stepi
                x/i $pc
                stepi
                x/i $pc
                p $mcause
                tbreak sleeping
                continue
                stepi
                info threads
                stepi
                printf "woke %d, two on %d\\n", ($mip >> 7) & 1, $pc == (long) &awake + 4
                info threads
                stepi
                next
                delete
                continue
                """);
        contains(output, "hit Breakpoint 1, lrsc_add", "4 steps, count 3", "c.ebreak", "ebreak", "<trap_entry>", "= 3", "sleeping ()",
                "Thread 1 \"hart 0\" (M, in WFI for machine timer; next timer in ", "Thread 2 \"hart 1\" (M)", "woke 1, two on 1",
                "Thread 1 \"hart 0\" (M) ", "exited with code 07");
        assertEquals(SEVEN, outcome);
    }

    @Test
    void hartsAreThreads() throws Exception {
        String output = gdb(TWO_HARTS, """
                tbreak hart_main
                continue
                info threads
                set scheduler-locking on
                thread 1
                set $other = $pc
                thread 2
                stepi
                stepi
                stepi
                thread 1
                p $pc == $other
                set scheduler-locking off
                tbreak lrsc_add
                continue
                thread 2
                p $mhartid
                backtrace
                thread 1
                p $mhartid
                monitor csr mhartid hart 1
                finish
                kill
                """);
        contains(output, "Thread 2 \"hart 1\" hit Temporary breakpoint 1, hart_main", "Thread 1 \"hart 0\" (M)", "* 2    Thread 2 \"hart 1\" (M)",
                "= 1", "hit Temporary breakpoint 2, lrsc_add", "[Switching to thread 2", "= 1", "hart_main ()", "[Switching to thread 1", "= 0", "hart 1: mhartid (0xf14",
                "main () at", "killed]");
        assertEquals(new Outcome(Outcome.Kind.STOPPED, 0, "killed by the debugger"), outcome);
    }

    @Test
    void registers() throws Exception {
        String output = gdb(TWO_HARTS, """
                show osabi
                break main
                continue
                info registers mstatus priv
                set $mstatus |= 0x1880
                p/x $mstatus
                set $mscratch = 0x1234
                p/x $mscratch
                set $priv = 1
                info registers priv
                set $a0 = -1
                p $a0
                p/x $misa
                set $priv = 3
                set $satp = 0x8000000000000123
                p/x $satp
                set $satp = 0x9000000000000000
                p/x $satp
                set $satp = 0
                monitor csr misa
                continue
                """);
        contains(output, "(currently \"none\")", "mstatus        0xa00000000", "prv:3 [Machine]", "= 0xa00001880", "= 0x1234", "prv:1 [Supervisor]", "= -1",
                "= 0x8000000000141185", "= 0x8000000000000123", "= 0x8000000000000123", "misa (0x301", "exited with code 07");
    }

    @Test
    void startsAgain() throws Exception {
        String output = gdb(TWO_HARTS, """
                break touch if i == 3
                run
                p i
                monitor reset
                maintenance flush register-cache
                p $pc
                continue
                p watched
                disable
                run
                """);
        contains(output, "touch (i=", "= 3", "reset: all harts stand", "0x1000", "touch (i=", "= 3", "exited with code 07");
        assertEquals(SEVEN, outcome);
    }

    /** Ctrl-C in GDB, here SIGINT to it. Hart 1 is kept from ending the program. */
    @Test
    void ctrlC() throws Exception {
        try (Debuggee debuggee = new Debuggee(elf, TWO_HARTS)) {
            String output = run(debuggee, "breakpoint 1, hart_main", """
                    tbreak hart_main
                    continue
                    set var done = 0
                    set scheduler-locking on
                    continue
                    info threads
                    set scheduler-locking off
                    continue
                    """);
            contains(output, "breakpoint 1, hart_main", "received signal SIGINT", "hart_main ()", "exited with code 07");
            assertEquals(SEVEN, debuggee.outcome());
        }
    }

    @Test
    void detachedProgramsRunOn() throws Exception {
        String output = gdb(TWO_HARTS, "break touch\ncontinue\nwatch watched\ndetach\n");
        contains(output, "Breakpoint 1, touch", "detached]");
        assertEquals(SEVEN, outcome);
    }
}
