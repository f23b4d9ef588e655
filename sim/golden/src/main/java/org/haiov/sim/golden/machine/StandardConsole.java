package org.haiov.sim.golden.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.haiov.sim.golden.device.Console;

/**
 * The process's standard input and output. Input is read by a thread of its own, for a stream does not tell its end but by a read that may
 * block; output is flushed at the end of each line, and before input is waited for.
 */
public final class StandardConsole implements Console {
    private static final int END = -1;

    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final BlockingQueue<Integer> input = new LinkedBlockingQueue<>();
    private boolean reading;
    private boolean ended;

    @Override
    public int read() {
        listen();
        Integer octet = ended ? null : input.poll();
        return octet == null ? -1 : accept(octet);
    }

    private int accept(int octet) {
        ended |= octet == END;
        return octet;
    }

    private void listen() {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().daemon().name("console input").start(() -> {
                int octet;
                do {
                    try {
                        octet = in.read();
                    } catch (IOException e) {
                        octet = END; // what cannot be read has ended
                    }
                    input.add(octet);
                } while (octet != END);
            });
        }
    }

    @Override
    public void write(int octet) {
        out.write(octet);
        if (octet == '\n') {
            out.flush();
        }
    }

    @Override
    public boolean waitForInput() {
        out.flush();
        listen();
        try {
            while (!ended && input.peek() == null) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !ended && (input.peek() != END || accept(input.poll()) != END);
    }

    /** To be called at the end of a run, too. */
    @Override
    public void flush() {
        out.flush();
    }
}
