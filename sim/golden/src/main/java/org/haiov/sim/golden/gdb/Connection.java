package org.haiov.sim.golden.gdb;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The line to one debugger. A thread reads it all the time, so that Ctrl-C and the end of the connection are noticed while the program
 * runs; it answers acknowledgements by itself.
 */
final class Connection implements Closeable {
    private final Socket socket;
    private final OutputStream out;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean acknowledging = true;
    private byte[] last = {};

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        PacketReader reader = new PacketReader(new BufferedInputStream(socket.getInputStream()));
        Thread.ofPlatform().daemon().name("gdb input").start(() -> receive(reader));
    }

    private void receive(PacketReader reader) {
        Event event;
        do {
            event = reader.next();
            switch (event) {
                case Event.Packet packet -> {
                    acknowledge('+');
                    events.add(packet);
                }
                case Event.Malformed malformed when acknowledging -> acknowledge('-');
                case Event.Malformed malformed -> events.add(malformed);
                case Event.Signal signal -> {
                    switch (signal) {
                        case AGAIN -> write(last);
                        case ACKNOWLEDGED -> { }
                        case INTERRUPT, CLOSED -> events.add(signal);
                    }
                }
            }
        } while (event != Event.Signal.CLOSED);
    }

    private void acknowledge(char how) {
        if (acknowledging) {
            write(new byte[] {(byte) how});
        }
    }

    /** From now on nobody acknowledges packets. */
    void stopAcknowledging() {
        acknowledging = false;
    }

    /** The next event, waiting for it. */
    Event take() {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Event.Signal.CLOSED;
        }
    }

    /** The next event, which stays; null where there is none. */
    Event peek() {
        return events.peek();
    }

    void send(String payload) {
        byte[] packet = PacketCodec.frame(payload);
        synchronized (this) {
            last = packet;
        }
        write(packet);
    }

    /** What cannot be written any more is lost; the reader will see the end of the connection. */
    private synchronized void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // there is nothing left to be done with it
        }
    }
}
