package org.haiov.sim.golden.gdb;

import java.util.function.LongSupplier;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.Outcome;

/**
 * A debugger's session, from its connection to its end: answers each packet. All harts stand still but while one of the packets that
 * resume the program is being answered (all-stop mode).
 */
final class Session {
    private final Connection connection;
    private final DebuggedMachine target;
    private final LongSupplier instructionsLeft;
    private final Breakpoints breakpoints = new Breakpoints();
    private final Queries queries;
    private Features features = Features.NONE;
    private Execution execution;
    private Stop stop = Stop.of(0, Stop.SIGTRAP);
    private Outcome ended;
    private int selected;
    /** Of packets c and s: thread, or all. */
    private int resumed = HartThreads.ALL;
    private boolean extended;
    private boolean over;

    /** @param instructionsLeft how many more may retire, asked when the program goes on */
    Session(Connection connection, DebuggedMachine target, LongSupplier instructionsLeft) {
        this.connection = connection;
        this.target = target;
        this.instructionsLeft = instructionsLeft;
        this.execution = newExecution();
        this.queries = new Queries(this);
    }

    private Execution newExecution() {
        return new Execution(target.machine(), breakpoints, this::interruption);
    }

    /** Serves the debugger until it leaves. */
    void serve() {
        while (!over) {
            switch (connection.take()) {
                case Event.Packet(String payload) -> answer(payload);
                case Event.Malformed(String problem) -> send(new GdbError(GdbError.Kind.MALFORMED, problem).reply(features.errorMessages()));
                case Event.Signal signal -> over |= signal == Event.Signal.CLOSED; // Ctrl-C came too late: the program has stopped already
            }
        }
        if (!target.killed()) {
            target.machine().observed(false);
        }
    }

    Machine machine() {
        return target.machine();
    }

    /** The hart that packets about registers and memory mean. */
    Hart hart() {
        return target.hart(selected);
    }

    Execution execution() {
        return execution;
    }

    Connection connection() {
        return connection;
    }

    void features(Features features) {
        this.features = features;
    }

    private void send(String payload) {
        connection.send(payload);
    }

    private void answer(String packet) {
        try {
            String reply = packet.isEmpty() ? "" : reply(packet, packet.substring(1));
            if (reply != null) {
                send(reply);
            }
        } catch (GdbError e) {
            send(e.reply(features.errorMessages()));
        } catch (IndexOutOfBoundsException e) {
            send(new GdbError(GdbError.Kind.MALFORMED, "packet " + packet + " is too short").reply(features.errorMessages()));
        }
    }

    /** The answer; empty where the packet is not known, null where there is none. */
    private String reply(String packet, String rest) throws GdbError {
        return switch (packet.charAt(0)) {
            case '?' -> status();
            case '!' -> {
                extended = true;
                yield "OK";
            }
            case 'q', 'Q' -> queries.reply(packet);
            case 'v' -> verbose(packet);
            case 'H' -> select(rest);
            case 'T' -> {
                HartThreads.parse(rest, machine());
                yield "OK";
            }
            case 'g', 'G', 'p', 'P' -> RegisterPackets.reply(packet, hart());
            case 'm', 'M', 'X' -> MemoryPackets.reply(packet, hart(), machine());
            case 'Z', 'z' -> BreakpointPackets.reply(packet, breakpoints);
            case 'c', 'C', 's', 'S' -> resume(packet.charAt(0), rest);
            case 'D' -> {
                over = true;
                yield "OK";
            }
            case 'k' -> {
                kill();
                yield null;
            }
            case 'R' -> {
                reset();
                yield null;
            }
            default -> "";
        };
    }

    private String select(String rest) throws GdbError {
        int thread = HartThreads.parse(rest.substring(1), machine());
        switch (rest.charAt(0)) {
            case 'g' -> selected = thread > 0 ? thread - 1 : selected;
            case 'c' -> resumed = thread;
            default -> throw new GdbError(GdbError.Kind.MALFORMED, "H" + rest + ": no such operation");
        }
        return "OK";
    }

    private String verbose(String packet) throws GdbError {
        if (packet.equals("vCont?")) {
            return "vCont;c;C;s;S;r";
        }
        if (packet.startsWith("vCont")) {
            return go(Resume.parse(packet.substring(5), machine()));
        }
        if (packet.startsWith("vKill;")) {
            kill();
            return "OK";
        }
        if (packet.startsWith("vRun")) {
            reset();
            return status();
        }
        return "";
    }

    /** c, s: with an address from there; C, S: after a signal, which means nothing to a bare machine. */
    private String resume(char how, String rest) throws GdbError {
        boolean signal = how == 'C' || how == 'S';
        String address = signal ? rest.contains(";") ? rest.substring(rest.indexOf(';') + 1) : "" : rest;
        int one = resumed > 0 ? resumed - 1 : selected;
        if (!address.isEmpty()) {
            new RegisterFile(target.hart(one)).write(RegisterFile.PC, Hex.number(address));
        }
        if (Character.toLowerCase(how) == 's') {
            return go(Resume.one(machine(), one, Resume.STEP));
        }
        return go(resumed > 0 ? Resume.one(machine(), one, Resume.CONTINUE) : Resume.all(machine()));
    }

    /** Lets the program go on until it stops or ends; how it did. */
    private String go(Resume[] resumes) throws GdbError {
        if (alive()) {
            Outcome outcome = execution.run(resumes, instructionsLeft.getAsLong());
            if (outcome.kind() == Outcome.Kind.STOPPED) {
                stop = execution.stop();
                selected = stop.hart();
                return over ? null : status();
            }
            ended = outcome;
            if (outcome.kind() == Outcome.Kind.STUCK || outcome.kind() == Outcome.Kind.ERROR) { // to look around in before it is over
                send("O" + Hex.text("haiov: " + outcome.message() + "\n"));
                stop = Stop.of(execution.current(), Stop.SIGABRT);
                selected = stop.hart();
                return stop.reply(hart(), features);
            }
        }
        return status();
    }

    private String status() throws GdbError {
        if (target.killed()) {
            return "X09";
        }
        return ended != null ? String.format("W%02x", ended.status()) : stop.reply(target.hart(stop.hart()), features);
    }

    /** While the program runs: a reason to stop that came in. */
    private Stop interruption() {
        Event event = connection.peek();
        if (event == null) {
            return null;
        }
        if (event == Event.Signal.INTERRUPT) {
            connection.take();
        } else {
            // GDB sends nothing else now, but it may have gone, and whatever it is must be answered: k, for one.
            over |= event == Event.Signal.CLOSED;
        }
        return Stop.of(execution.current(), Stop.SIGINT);
    }

    private void kill() {
        target.kill();
        over |= !extended; // an extended session may start it again
    }

    /** Starts the program anew, stopped before its first instruction; breakpoints stay. */
    void reset() throws GdbError {
        boolean interrupts = execution.interruptsInSteps();
        target.reset();
        execution = newExecution();
        execution.interruptsInSteps(interrupts);
        ended = null;
        selected = 0;
        stop = Stop.of(0, Stop.SIGTRAP);
    }

    /** Whether there is a program that can go on. */
    boolean alive() {
        return ended == null && !target.killed();
    }

    /** How the program ended; null where it did not. */
    Outcome ended() {
        return ended;
    }
}
