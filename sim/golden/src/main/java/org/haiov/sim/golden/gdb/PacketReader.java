package org.haiov.sim.golden.gdb;

import java.io.IOException;
import java.io.InputStream;

/** Takes a debugger's byte stream apart. What stands between packets and means nothing is skipped. */
final class PacketReader {
    /** Bytes of the longest packet that is taken, as {@code qSupported} tells GDB. */
    static final int MOST = 0x4000;

    private static final int END = -1;
    private static final int CTRL_C = 3;

    private final InputStream in;

    /** @param in should be buffered */
    PacketReader(InputStream in) {
        this.in = in;
    }

    /** Waits for the next event. */
    Event next() {
        try {
            while (true) {
                switch (in.read()) {
                    case END -> {
                        return Event.Signal.CLOSED;
                    }
                    case CTRL_C -> {
                        return Event.Signal.INTERRUPT;
                    }
                    case '+' -> {
                        return Event.Signal.ACKNOWLEDGED;
                    }
                    case '-' -> {
                        return Event.Signal.AGAIN;
                    }
                    case '$' -> {
                        return packet();
                    }
                    default -> { }
                }
            }
        } catch (IOException e) {
            return Event.Signal.CLOSED; // reset by the other side, or closed by ours
        }
    }

    private Event packet() throws IOException {
        StringBuilder body = new StringBuilder();
        int length = 0;
        for (int c = in.read(); c != '#'; c = in.read()) {
            if (c == END) {
                return Event.Signal.CLOSED;
            }
            if (c == '$') { // the end of the last one was lost
                body.setLength(0);
                length = 0;
            } else if (++length <= MOST) {
                body.append((char) c);
            }
        }
        int high = in.read();
        int low = in.read();
        if (high == END || low == END) {
            return Event.Signal.CLOSED;
        }
        if (length > MOST) {
            return new Event.Malformed("a packet of " + length + " bytes; at most " + MOST + " are taken");
        }
        int sum = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        if (sum != PacketCodec.checksum(body.toString())) { // -1 for what is no digit never is one
            return new Event.Malformed("a packet whose checksum is wrong");
        }
        return new Event.Packet(PacketCodec.unescaped(body.toString()));
    }
}
