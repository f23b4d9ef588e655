package org.haiov.sim.golden.gdb;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Supervisor;

/**
 * Runs a machine that debuggers may come to and leave, one at a time, on a TCP port of the local host alone: who can speak this protocol
 * can do everything to the program.
 */
public final class GdbServer implements AutoCloseable {
    private static final int MOST_PORT = 65535;

    private final ServerSocket socket;
    private final DebuggedMachine target;
    private final BlockingQueue<Connection> arrivals = new LinkedBlockingQueue<>();
    private final AtomicBoolean engaged = new AtomicBoolean();

    /**
     * @param port 0 to {@value #MOST_PORT}; 0 takes a free one
     * @param maker makes the machine with its program loaded; called again for each reset
     * @throws MachineException where the port cannot be had
     */
    public GdbServer(int port, Supplier<Machine> maker) {
        if (port < 0 || port > MOST_PORT) {
            throw new MachineException("--gdb " + port + ": a port is 0 (any that is free) to " + MOST_PORT);
        }
        target = new DebuggedMachine(maker);
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new MachineException("--gdb " + port + ": the port is in use or not allowed (" + e.getMessage() + "); take another, or 0 for any that is free", e);
        } catch (IOException e) {
            throw new MachineException("--gdb " + port + ": " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("gdb port").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The machine; a reset puts another in its place. */
    public Machine machine() {
        return target.machine();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket arrived = socket.accept();
                if (engaged.compareAndSet(false, true)) {
                    arrivals.add(new Connection(arrived));
                } else {
                    arrived.close(); // one debugger at a time
                }
            } catch (IOException e) {
                // this server was closed, or who came is gone again
            }
        }
    }

    /**
     * Runs the program until it ends or a debugger kills it.
     *
     * @param wait whether it begins only when a debugger lets it
     * @param maxInstructions after so many retired instructions the run ends
     */
    public Outcome run(boolean wait, long maxInstructions) {
        Connection first = wait ? await() : null;
        if (first != null) {
            Outcome outcome = serve(first, maxInstructions);
            if (outcome != null) {
                return outcome;
            }
        }
        while (true) {
            target.machine().supervise(new Alone());
            Outcome outcome = target.machine().run(maxInstructions - target.machine().retired());
            target.machine().supervise(null);
            if (outcome.kind() != Outcome.Kind.STOPPED) {
                return outcome;
            }
            outcome = serve(await(), maxInstructions);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private Connection await() {
        try {
            return arrivals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException("interrupted while waiting for a debugger", e);
        }
    }

    /** How the program ended in the session; null where it goes on without a debugger. */
    private Outcome serve(Connection connection, long maxInstructions) {
        try (connection) {
            Session session = new Session(connection, target, () -> maxInstructions - target.machine().retired());
            session.serve();
            return target.killed() ? new Outcome(Outcome.Kind.STOPPED, 0, "killed by the debugger") : session.ended();
        } finally {
            engaged.set(false);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // the process ends with it
        }
        arrivals.forEach(Connection::close); // too late
    }

    /** Lets the harts run as without a supervisor, until a debugger comes. */
    private final class Alone implements Supervisor {
        private final Machine machine = target.machine();

        @Override
        public boolean runs(Hart hart) {
            return true;
        }

        @Override
        public void run(Hart hart, long limit) {
            Execution.freely(machine, hart, limit);
        }

        @Override
        public boolean stops() {
            return !arrivals.isEmpty();
        }

        @Override
        public void idle() {
            Execution.nap();
        }
    }
}
