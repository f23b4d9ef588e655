package org.haiov.sim.golden.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.haiov.facts.Csr;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, packet by packet, where GDB itself would not go; GdbTest has GDB. */
class SessionTest {
    private static final int LOOP = 0x0000006F; // j .
    private static final int WFI = 0x10500073;
    /** Counts in a0 and in memory: t1 = 0x80001000; 4: a0++; sd a0, 0(t1); ld a1, 0(t1); until a0 = a2; then exit through the test device. */
    private static final int[] COUNTER = {
        0x00001317, // auipc t1, 1
        0x00150513, // addi a0, a0, 1
        0x00A33023, // sd a0, 0(t1)
        0x00033583, // ld a1, 0(t1)
        0xFEC51AE3, // bne a0, a2, -12
        0x00100537, // lui a0, 0x100
        0x000055B7, // lui a1, 5
        0x55558593, // addi a1, a1, 0x555
        0x00B52023, // sw a1, 0(a0)
        LOOP};
    private static final String START = "80000000";
    private static final String ADD = "80000004";
    private static final String STORE = "80000008";

    @TempDir
    private Path directory;
    private Debuggee debuggee;
    private Client client;

    @BeforeEach
    void attach() throws Exception {
        attach("{}", COUNTER);
    }

    private void attach(String configuration, int... words) throws Exception {
        release();
        debuggee = new Debuggee(Debuggee.elf(directory, words), configuration);
        client = new Client(debuggee.server.port());
    }

    @AfterEach
    void release() throws Exception {
        if (client != null) {
            client.close();
            debuggee.close();
        }
    }

    private static String word(long value) {
        return HexFormat.of().toHexDigits(Long.reverseBytes(value));
    }

    /** Past the boot ROM, with a2 = {@code rounds}. */
    private void begin(long rounds) throws Exception {
        assertEquals("OK", client.ask("Z0," + START + ",4"));
        stopsAt(START, client.ask("c"));
        assertEquals("OK", client.ask("z0," + START + ",4"));
        assertEquals("OK", client.ask("Pc=" + word(rounds)));
        assertEquals("OK", client.ask("Pa=" + word(0)));
    }

    private static void stopsAt(String pc, String reply) {
        assertTrue(reply.startsWith("T05thread:1;") && reply.contains("20:" + word(Long.parseLong(pc, 16)) + ";"), reply);
    }

    @Test
    void beginsStoppedAndToldWhere() throws Exception {
        stopsAt("1000", client.ask("?"));
        assertEquals("QC1", client.ask("qC"));
        assertEquals("m1", client.ask("qfThreadInfo"));
        assertEquals("l", client.ask("qsThreadInfo"));
        assertEquals("1", client.ask("qAttached"));
        assertEquals(word(0x1000), client.ask("p20"));
        assertEquals(word(3), client.ask("p1041"));
        assertEquals(word(0), client.ask("p1042"));
        assertEquals(33 * 16, client.ask("g").length());
    }

    @Test
    void unknownPacketsAreAnsweredEmpty() throws Exception {
        for (String packet : new String[] {"vMustReplyEmpty", "y", "qNothing", "Qnothing", "vFile:open:", "Z7,0,4", ""}) {
            assertEquals("", client.ask(packet), packet);
        }
    }

    @Test
    void malformedPacketsAreErrorsAndTheSessionGoesOn() throws Exception {
        for (String packet : new String[] {"m", "m80000000", "mxx,4", "m80000000,zz", "M80000000,4", "M80000000,4:00", "M80000000,2:0g00", "p", "pzz", "P5",
            "P5=00", "G00", "H", "Hx1", "Z0", "Z2,80000000,0", "Zz,0,4", "vCont", "vCont;", "vCont;q", "vCont;r1", "T", "qThreadExtraInfo,zz",
            "qXfer:features:read:target.xml:0", "qXfer:features:read:target.xml:x,y", "X80000000,4:ab", "qRcmd,0"}) {
            String reply = client.ask(packet);
            assertEquals("E16", reply, packet);
        }
        assertEquals("E03", client.ask("T2"));
        assertEquals("E03", client.ask("vCont;s:9"));
        assertEquals("E02", client.ask("p21"));
        assertEquals("E02", client.ask("Pffffff=" + word(0)));
        assertEquals("E0e", client.ask("m0,4"));
        assertEquals("E0e", client.ask("M1000,1:00"));
        assertEquals("E01", client.ask("P1041=" + word(2)));
        assertEquals("E01", client.ask("P20=" + word(1)));
        assertEquals("E00", client.ask("qXfer:features:read:other.xml:0,100"));
        stopsAt("1000", client.ask("?"));
    }

    @Test
    void errorsHaveATextForThoseWhoTakeIt() throws Exception {
        client.ask("qSupported:error-message+;swbreak+");
        assertEquals("E.there is no memory at 0x0; devices are not read or written", client.ask("m0,4"));
        assertEquals("E.CSR mhartid is read-only", client.ask("P" + Integer.toHexString(65 + 0xF14) + "=" + word(1)));
    }

    @Test
    void wrongChecksumsAreAskedForAgain() throws Exception {
        client.raw("$qC#00");
        assertEquals('-', client.read());
        assertEquals("QC1", client.ask("qC"));
        client.raw("-");
        assertEquals("QC1", client.receive());
    }

    @Test
    void noAcknowledgements() throws Exception {
        assertEquals("OK", client.ask("QStartNoAckMode"));
        assertEquals("QC1", client.askQuietly("qC"));
        client.raw("$qC#00");
        assertEquals("E16", client.receive());
        assertEquals("QC1", client.askQuietly("qC"));
    }

    @Test
    void memory() throws Exception {
        assertEquals("17130000", client.ask("m80000000,4"));
        assertEquals("OK", client.ask("M80002000,3:010203"));
        assertEquals("OK", client.ask("X80002003,2:}\u0003}]"));
        assertEquals("010203237d00", client.ask("m80002000,6"));
        assertEquals("OK", client.ask("X80002000,0:"));
        String end = Long.toHexString(0x80000000L + (128 << 20) - 2);
        assertEquals("0000", client.ask("m" + end + ",10")); // as much as there is
        assertEquals("E0e", client.ask("M" + end + ",4:01020304")); // all or nothing
        assertEquals("0000", client.ask("m" + end + ",2"));
        assertEquals(2 * 0x2000, client.ask("m80000000,7fffffff").length());
    }

    @Test
    void breakpointsAndSteps() throws Exception {
        client.ask("qSupported:swbreak+;hwbreak+");
        begin(3);
        stopsAt(ADD, client.ask("s"));
        stopsAt(STORE, client.ask("vCont;s:1"));
        client.ask("Z1," + STORE + ",4");
        String reply = client.ask("vCont;c");
        stopsAt(STORE, reply); // before anything is executed: GDB steps over a breakpoint by itself
        assertTrue(reply.contains("hwbreak:;"), reply);
        stopsAt("8000000c", client.ask("vCont;s:1;c"));
        stopsAt(STORE, client.ask("vCont;c"));
        assertEquals(word(2), client.ask("pa"));
        client.ask("Z0," + STORE + ",4");
        assertTrue(client.ask("c").contains("swbreak:;"));
        client.ask("z0," + STORE + ",4");
        client.ask("z1," + STORE + ",4");
        stopsAt("80000010", client.ask("vCont;r" + ADD + ",80000010:1"));
        assertEquals("W00", client.ask("c"));
        assertEquals("W00", client.ask("c"));
        client.close();
        assertEquals(new Outcome(Outcome.Kind.EXIT, 0, ""), debuggee.outcome());
    }

    @Test
    void watchpointsOfBothDirections() throws Exception {
        begin(9);
        client.ask("Z2,80001004,4");
        client.ask("Z3,80001000,1");
        String write = client.ask("c");
        stopsAt("8000000c", write);
        assertTrue(write.contains("watch:80001004;") && !write.contains("rwatch"), write);
        String read = client.ask("c");
        stopsAt("80000010", read);
        assertTrue(read.contains("rwatch:80001000;"), read);
        client.ask("z2,80001004,4");
        client.ask("z3,80001000,1");
        client.ask("Z4,80001007,8");
        assertTrue(client.ask("c").contains("awatch:80001007;"));
        assertTrue(client.ask("vCont;s:1").contains("awatch:80001007;"));
        client.ask("z4,80001007,8");
        client.ask("Z4,80001008,8"); // beside it
        client.ask("Z4,80000ff8,8");
        assertEquals("W00", client.ask("c"));
    }

    @Test
    void ctrlC() throws Exception {
        begin(0);
        client.send("vCont;c");
        Thread.sleep(50);
        client.raw("\u0003");
        String reply = client.receive();
        client.raw("+");
        assertTrue(reply.startsWith("T02thread:1;"), reply);
        client.raw("\u0003"); // the program stands already: nothing happens
        assertEquals("QC1", client.ask("qC"));
        for (String at : new String[] {STORE, ADD, STORE}) { // in code that has been translated by now
            client.ask("Z0," + at + ",4");
            stopsAt(at, client.ask("c"));
            client.ask("z0," + at + ",4");
        }
        client.ask("Z0,80001000,4"); // never reached: with breakpoints harts run another way
        client.send("c");
        Thread.sleep(50);
        client.raw("\u0003");
        assertTrue(client.receive().startsWith("T02thread:1;"));
    }

    @Test
    void ctrlCWhileAllHartsWait() throws Exception {
        attach("{\"harts\": 2}", WFI, LOOP);
        client.send("c");
        Thread.sleep(50);
        client.raw("\u0003");
        String reply = client.receive();
        client.raw("+");
        assertTrue(reply.startsWith("T02"), reply);
        assertEquals("M, in WFI for nothing (mie is 0)", new String(HexFormat.of().parseHex(client.ask("qThreadExtraInfo,1")), StandardCharsets.UTF_8));
        client.ask("P144=" + word(1 << 11 | 1 << 1 | 1 << 26)); // no such bit without Xhaiov
        client.ask("Hg1");
        client.ask("P" + Integer.toHexString(65 + 0x304) + "=" + word(1 << 11 | 1 << 1));
        assertEquals("M, in WFI for supervisor software, machine external",
                new String(HexFormat.of().parseHex(client.ask("qThreadExtraInfo,1")), StandardCharsets.UTF_8));
    }

    @Test
    void debuggersThatGo() throws Exception {
        begin(0); // never ends
        client.ask("Z0," + ADD + ",4");
        stopsAt(ADD, client.ask("c"));
        client.raw("$m8000"); // and the line is cut
        client.close();
        client = new Client(connected()); // the program runs on, without the breakpoint
        String reply = client.ask("?");
        assertTrue(reply.startsWith("T05thread:1;"), reply);
        assertEquals("OK", client.ask("D"));
        client.close();
        client = new Client(connected());
        assertTrue(debuggee.runs());
        client.send("c"); // cut while it runs
        client.close();
        client = new Client(connected());
        client.ask("?");
        client.send("k");
        assertEquals(-1, client.read());
        assertEquals(new Outcome(Outcome.Kind.STOPPED, 0, "killed by the debugger"), debuggee.outcome());
    }

    /** Waits until the last session is over, so that the next is not refused. */
    private int connected() throws Exception {
        Thread.sleep(100);
        return debuggee.server.port();
    }

    @Test
    void aSecondDebuggerIsTurnedAway() throws Exception {
        client.ask("?");
        try (Client second = new Client(debuggee.server.port())) {
            assertEquals(-1, second.read());
        }
        assertEquals("QC1", client.ask("qC"));
    }

    @Test
    void portsThatCannotBeHad() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String message = assertThrows(MachineException.class, () -> new GdbServer(taken.getLocalPort(), () -> null)).getMessage();
            assertTrue(message.startsWith("--gdb " + taken.getLocalPort() + ": the port is in use"), message);
        }
        assertThrows(MachineException.class, () -> new GdbServer(65536, () -> null));
        assertThrows(MachineException.class, () -> new GdbServer(-1, () -> null));
    }

    @Test
    void extendedModeStartsAgain() throws Exception {
        assertEquals("OK", client.ask("!"));
        begin(1);
        assertEquals("W00", client.ask("c"));
        stopsAt("1000", client.ask("vRun;"));
        assertEquals("OK", client.ask("vKill;1"));
        assertEquals("X09", client.ask("c"));
        stopsAt("1000", client.ask("vRun;"));
        begin(1);
        assertEquals("W00", client.ask("c"));
    }

    private String monitor(String command) throws Exception {
        client.send("qRcmd," + HexFormat.of().formatHex(command.getBytes(StandardCharsets.UTF_8)));
        StringBuilder output = new StringBuilder();
        String reply;
        while (!(reply = client.receive()).equals("OK")) {
            assertEquals('O', reply.charAt(0), reply);
            output.append(new String(HexFormat.of().parseHex(reply.substring(1)), StandardCharsets.UTF_8));
            client.raw("+");
        }
        client.raw("+");
        return output.toString();
    }

    @Test
    void monitorCommands() throws Exception {
        begin(5);
        assertEquals("hart 0 in M: 0x80000000\n  physical 0x80000000 (RAM)\n", monitor("translate 0x80000000"));
        assertTrue(monitor("translate 4096").contains("(ROM)"));
        assertTrue(monitor("translate").contains("takes one argument"));
        assertTrue(monitor("translate main").contains("\"main\" is no address"));
        assertTrue(monitor("csr misa").startsWith("hart 0: misa (0x301, "), monitor("csr misa"));
        assertTrue(monitor("csr nothing").contains("no CSR nothing"));
        assertTrue(monitor("csr").lines().count() > 100);
        assertTrue(monitor("csr mhartid hart 0").startsWith("hart 0: mhartid (0xf14"), monitor("csr mhartid hart 0"));
        assertEquals("there is no hart 1\n", monitor("translate 0 hart 1"));
        assertTrue(monitor("mode").startsWith("hart 0: M, pc 0x80000000"), monitor("mode"));
        assertTrue(monitor("instret").startsWith("hart 0: "));
        assertTrue(monitor("nothing").contains("no command \"nothing\"; there are:\ntranslate"));
        assertEquals("step-interrupts is on\n", monitor("step-interrupts on"));
        monitor("reset");
        stopsAt("1000", client.ask("?"));
        assertEquals("step-interrupts is on\n", monitor("step-interrupts"));
    }

    @Test
    void everyCsrOfTheFactsIsDescribedAndRead() throws Exception {
        StringBuilder xml = new StringBuilder();
        String part;
        do {
            part = client.ask("qXfer:features:read:target.xml:" + Integer.toHexString(xml.length()) + ",3f0");
            xml.append(part, 1, part.length());
        } while (part.charAt(0) == 'm');
        List<Csr> there = RegisterFile.csrs(debuggee.server.machine().harts().getFirst().csrs());
        assertTrue(there.size() > RiscvFacts.csrs().size() - 60, there.size() + " CSRs"); // PMP CSRs beyond 15 are not there
        for (Csr csr : there) {
            assertTrue(xml.toString().contains("<reg name=\"" + csr.name() + "\" bitsize=\"64\""), csr.name());
            assertEquals(16, client.ask("p" + Integer.toHexString(65 + csr.address())).length(), csr.name());
        }
        assertTrue(xml.toString().endsWith("</target>\n"));
        assertTrue(client.ask("qXfer:threads:read::0,1000").contains("<thread id=\"1\" core=\"0\" name=\"hart 0\">M</thread>"));
        int minstret = 65 + 0xB02;
        assertEquals("OK", client.ask("P" + Integer.toHexString(minstret) + "=" + word(5)));
        assertEquals(word(5), client.ask("p" + Integer.toHexString(minstret)));
    }

    /** Stops and steps over breakpoints leave no trace: at the end both harts have retired and lived through as much as in a run without. */
    @Test
    void stopsDoNotChangeTheRun() throws Exception {
        int[] program = {0x00001397, // auipc t2, 1
            0xF1402373, // csrr t1, mhartid: hart 1 counts, hart 0 waits for it
            0x00031A63, // bnez t1, +20
            0x0003B503, // ld a0, 0(t2)
            0x06400593, // li a1, 100
            0xFEB51CE3, // bne a0, a1, -8
            0x0140006F, // j +20: the end
            0x00150513, // addi a0, a0, 1
            0x00A3B023, // sd a0, 0(t2)
            0x06400593, // li a1, 100
            0xFEB51AE3, // bne a0, a1, -12
            0x00100537, 0x000055B7, 0x55558593, 0x00B52023, LOOP};
        String configuration = "{\"harts\": 2, \"quantum\": 37}";
        Path elf = Debuggee.elf(directory, program);
        Machine alone = Debuggee.machine(elf, configuration);
        assertEquals(Outcome.Kind.EXIT, alone.run(1_000_000).kind());

        attach(configuration, program);
        client.ask("Z0,80000020,4");
        client.ask("Z2,80001000,8");
        int stops = 0;
        String reply = client.ask("vCont;c");
        while (reply.startsWith("T05")) {
            stops++;
            String thread = reply.substring(reply.indexOf("thread:") + 7, reply.indexOf(';'));
            client.ask("z0,80000020,4");
            client.ask("vCont;s:" + thread);
            client.ask("Z0,80000020,4");
            reply = client.ask("vCont;c");
        }
        assertEquals("W00", reply);
        assertEquals(99, stops); // a0 begins as the hart's number
        Machine debugged = debuggee.server.machine();
        for (int i = 0; i < 2; i++) {
            Hart expected = alone.harts().get(i);
            Hart actual = debugged.harts().get(i);
            assertEquals(expected.state().retired, actual.state().retired, "hart " + i);
            assertEquals(expected.state().cycles, actual.state().cycles, "hart " + i);
            assertEquals(expected.state().pc, actual.state().pc, "hart " + i);
        }
        assertFalse(alone.observed());
    }

    @Test
    void aTrapHandlerThatCannotRunIsShownBeforeTheEnd() throws Exception {
        attach("{}", 0x00000073); // ecall, mtvec = 0
        client.send("c");
        String output = client.receive();
        client.raw("+");
        assertTrue(new String(HexFormat.of().parseHex(output.substring(1)), StandardCharsets.UTF_8).contains("cannot execute its trap handler"));
        String reply = client.receive();
        client.raw("+");
        assertTrue(reply.startsWith("T06thread:1;"), reply);
        assertEquals(word(0), client.ask("p20"));
        assertEquals("W01", client.ask("c"));
    }
}
