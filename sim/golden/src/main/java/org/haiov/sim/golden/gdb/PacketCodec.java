package org.haiov.sim.golden.gdb;

import java.nio.charset.StandardCharsets;

/**
 * Framing of packets, {@code $PAYLOAD#CHECKSUM}. A payload is a string of characters 0 to 255, one for each byte.
 * Source: GDB manual, appendix E.1.
 */
final class PacketCodec {
    private static final int LEAST_REPEATS = 3;
    /** 126 (~), the last printing character, less 29. */
    private static final int MOST_REPEATS = 97;
    private static final int REPEAT_BASE = 29;
    private static final int ESCAPE_XOR = 0x20;

    private PacketCodec() {}

    /** The packet of a payload, with its runs shortened. */
    static byte[] frame(String payload) {
        String body = shortened(payload);
        return ("$" + body + "#" + hex2(checksum(body))).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sum of the bytes between $ and #, modulo 256. */
    static int checksum(String body) {
        return body.chars().sum() & 0xFF;
    }

    /** Binary data as the payload of a reply: what frames packets is escaped. */
    static String escaped(String data) {
        StringBuilder text = new StringBuilder(data.length());
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '#' || c == '$' || c == '}' || c == '*') {
                text.append('}').append((char) (c ^ ESCAPE_XOR));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The inverse of {@link #escaped}; a trailing escape character stands for nothing. */
    static String unescaped(String body) {
        if (body.indexOf('}') < 0) {
            return body;
        }
        StringBuilder data = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            if (body.charAt(i) != '}') {
                data.append(body.charAt(i));
            } else if (++i < body.length()) {
                data.append((char) (body.charAt(i) ^ ESCAPE_XOR));
            }
        }
        return data.toString();
    }

    /** {@code X*n}: X and n - 29 more of it. A count must not read as {@code #}, {@code $}, {@code +} or {@code -}. */
    private static String shortened(String payload) {
        StringBuilder text = new StringBuilder(payload.length());
        for (int i = 0; i < payload.length();) {
            char c = payload.charAt(i);
            text.append(c);
            i++;
            int repeats = 0;
            if (c != '}' && (i < 2 || payload.charAt(i - 2) != '}')) { // an escaped character stays beside its escape
                while (repeats < MOST_REPEATS && i + repeats < payload.length() && payload.charAt(i + repeats) == c) {
                    repeats++;
                }
            }
            while (repeats >= LEAST_REPEATS && "#$+-".indexOf(repeats + REPEAT_BASE) >= 0) {
                repeats--;
            }
            if (repeats >= LEAST_REPEATS) {
                text.append('*').append((char) (repeats + REPEAT_BASE));
                i += repeats;
            }
        }
        return text.toString();
    }

    private static String hex2(int value) {
        return "" + Character.forDigit(value >> 4, 16) + Character.forDigit(value & 15, 16);
    }
}
