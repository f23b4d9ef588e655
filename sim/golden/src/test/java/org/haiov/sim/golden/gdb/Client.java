package org.haiov.sim.golden.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The other side of the protocol, byte by byte. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void raw(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String packet(String body) {
        return "$" + body + "#" + String.format("%02x", body.chars().sum() & 0xFF);
    }

    /** Sends a packet and is told that it came. */
    void send(String body) throws IOException {
        raw(packet(body));
        assertEquals('+', in.read());
    }

    int read() throws IOException {
        return in.read();
    }

    /** The next packet, with its runs expanded and its checksum checked; not acknowledged. */
    String receive() throws IOException {
        assertEquals('$', in.read());
        StringBuilder body = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '#'; c = in.read()) {
            assertEquals(true, c >= 0, "the connection ended within " + body);
            body.append((char) c);
            if (c == '*') {
                int repeats = in.read();
                body.append((char) repeats);
                text.repeat(text.charAt(text.length() - 1), repeats - 29);
            } else {
                text.append((char) c);
            }
        }
        int sum = Integer.parseInt("" + (char) in.read() + (char) in.read(), 16);
        assertEquals(body.chars().sum() & 0xFF, sum, body.toString());
        return text.toString();
    }

    /** Sends a packet; its answer. */
    String ask(String body) throws IOException {
        send(body);
        String reply = receive();
        raw("+");
        return reply;
    }

    /** Without acknowledgements. */
    String askQuietly(String body) throws IOException {
        raw(packet(body));
        return receive();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
