package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code haiov run} on programs that are assembled here, word by word. */
class RunCommandTest {
    private static final int LUI_A0_UART = 0x10000537; // lui a0, 0x10000
    private static final int LI_A1_H = 0x06800593; // addi a1, zero, 'h'
    private static final int SB_A1_A0 = 0x00B50023; // sb a1, 0(a0)
    private static final int LUI_A0_TEST = 0x00100537; // lui a0, 0x100
    private static final int LOOP = 0x0000006F; // j .
    private static final int SW_A1_A0 = 0x00B52023; // sw a1, 0(a0)

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final InputStream realIn = System.in;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(console));
        System.setIn(new ByteArrayInputStream(new byte[0]));
    }

    @AfterEach
    void release() {
        System.setOut(realOut);
        System.setIn(realIn);
    }

    private int run(String... arguments) {
        return HaiovCommand.commandLine(arguments).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    /** An ELF file with one segment at the begin of RAM. */
    private String elf(int machine, int... words) throws Exception {
        ByteBuffer file = ByteBuffer.allocate(120 + 4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C457F).putInt(0x00010102).putLong(0);
        file.putShort((short) 2).putShort((short) machine).putInt(1).putLong(0x80000000L).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(7).putLong(120).putLong(0x80000000L).putLong(0x80000000L).putLong(4L * words.length).putLong(4L * words.length).putLong(4096);
        for (int word : words) {
            file.putInt(word);
        }
        return Files.write(directory.resolve("program.elf"), file.array()).toString();
    }

    @Test
    void consoleIsStandardOutputAndTheExitCodeTheStatus() throws Exception {
        // 'h' to the UART, then 0x53333: fail with code 5
        String program = elf(243, LUI_A0_UART, LI_A1_H, SB_A1_A0, LUI_A0_TEST, 0x000535B7, 0x33358593, SW_A1_A0, LOOP);
        assertEquals(5, run("run", "--json", program), err.toString());
        assertEquals("h", console.toString());
        assertTrue(out.toString().startsWith("{\"outcome\":\"exit\",\"code\":5,\"message\":\"\",\"instructions\":14,"), out.toString());
    }

    @Test
    void limitAndTrace() throws Exception {
        assertEquals(1, run("run", "--engine", "golden", "--max-instructions", "9", "--trace", elf(243, LI_A1_H, LOOP)));
        String[] lines = err.toString().split("\n");
        assertEquals(10, lines.length, err.toString());
        assertEquals("0 M  0000000080000000 06800593 addi a1, zero, 104 ; a1=0000000000000068", lines[7]);
        assertEquals("0 M  0000000080000004 0000006f jal zero, 0x80000004", lines[8]);
        assertEquals("haiov: stopped after 9 instructions (--max-instructions)", lines[9]);
    }

    @Test
    void aHartThatWaitsForEverIsTold() throws Exception {
        String program = elf(243, 0x10500073, LOOP);
        assertEquals(1, run("run", program));
        assertEquals("haiov: " + program + ": every hart waits for an interrupt, and no timer is set", err.toString().strip());
    }

    @Test
    void wrongInputIsNamed() throws Exception {
        assertEquals(1, run("run", "no-such.elf"));
        assertEquals("haiov: no-such.elf: no such file", err.toString().strip());
        refused("for machine 62, not for RISC-V (243)", "run", elf(62, LOOP));
        String text = Files.writeString(directory.resolve("text"), "hello").toString();
        refused("text: not an ELF file", "run", text);
        String config = Files.writeString(directory.resolve("config.json"), "{\"hart\": 2}").toString();
        refused("config.json: unknown key \"hart\"; known are [", "run", "--config", config, elf(243, LOOP));
        String small = Files.writeString(directory.resolve("small.json"), "{\"ram\": \"1X\"}").toString();
        refused("small.json: ram = 1X is no size", "run", "--config", small, elf(243, LOOP));
        byte[] bytes = Files.readAllBytes(Path.of(elf(243, LOOP)));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 24, 0x1000);
        Path outside = Files.write(directory.resolve("outside.elf"), bytes);
        refused("outside.elf: segment 0x1000 to 0x1003 is outside RAM", "run", outside.toString());
    }

    private void refused(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(1, run(arguments));
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void eitherAProgramOrLinux() throws Exception {
        assertEquals(ExitStatus.USAGE, run("run"));
        assertTrue(err.toString().contains("Give either PROGRAM.elf or --kernel IMAGE"), err.toString());
        assertEquals(ExitStatus.USAGE, run("run", "--kernel", "Image", "program.elf"));
        String program = elf(243, LOOP);
        String firmware = Files.write(directory.resolve("firmware"), new byte[4]).toString();
        refused("program.elf: not a Linux Image for RISC-V", "run", "--firmware", firmware, "--kernel", program);
        refused("no-such: no such file", "run", "--firmware", "no-such", "--kernel", program);
        refused("harts = 9: must be 1 to 8", "run", "--harts", "9", program);
        refused("no-such: no such file; make one with: truncate", "run", "--disk", "no-such", program);
        assertEquals(ExitStatus.USAGE, run("run", "--disk-read-only", program));
    }

    @Test
    void onTheRtlSystem() throws Exception {
        String program = elf(243, LI_A1_H, LOOP);
        assertEquals(1, run("run", "--engine", "jvm", "--config", "tiny", "--max-cycles", "3000", program));
        assertTrue(err.toString().contains("stopped at the limit"), err.toString());
        assertEquals(0, run("cosim", "--config", "tiny", "--max-cycles", "3000", "--trace", program));
        assertTrue(err.toString().contains("no divergence"), err.toString());
        assertTrue(err.toString().contains("hart 0 M pc 0x80000000"), err.toString());
        assertEquals(ExitStatus.FAILED, run("run", "--engine", "jvm", "--config", "huge", program));
        assertTrue(err.toString().contains("there is no configuration 'huge'"), err.toString());
        assertEquals(ExitStatus.USAGE, run("run", "--engine", "jvm", "--gdb", "0", program));
        assertEquals(ExitStatus.USAGE, run("run", "--max-cycles", "5", program));
    }

    @Test
    void debuggersPort() throws Exception {
        assertEquals(ExitStatus.USAGE, run("run", "--gdb-wait", elf(243, LOOP)));
        assertTrue(err.toString().contains("--gdb-wait goes with --gdb PORT"), err.toString());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("haiov: --gdb " + taken.getLocalPort() + ": the port is in use", "run", "--gdb", Integer.toString(taken.getLocalPort()), elf(243, LOOP));
        }
    }

    /** Without a debugger the program runs as without the option. */
    @Test
    void debuggable() throws Exception {
        String program = elf(243, LUI_A0_TEST, 0x000535B7, 0x33358593, SW_A1_A0, LOOP);
        assertEquals(5, run("run", "--gdb", "0", program), err.toString());
        assertTrue(err.toString().matches("haiov: for the debugger: gdb-multiarch -ex 'target remote localhost:\\d+' \\S+program.elf\\R"), err.toString());
    }
}
