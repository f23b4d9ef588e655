package org.haiov.sim.golden.gdb;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Numbers and bytes in packets. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** An unsigned number, most significant digit first. */
    static long number(String text) throws GdbError {
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new GdbError(GdbError.Kind.MALFORMED, "\"" + text + "\" is no hexadecimal number");
        }
    }

    /** A count: not negative, below 2 GiB. */
    static int count(String text) throws GdbError {
        long number = number(text);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new GdbError(GdbError.Kind.MALFORMED, "0x" + text + " is too many");
        }
        return (int) number;
    }

    static String bytes(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    static byte[] bytes(String text) throws GdbError {
        try {
            return FORMAT.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new GdbError(GdbError.Kind.MALFORMED, "these are no bytes in hexadecimal: " + text);
        }
    }

    /** Text as the hexadecimal form of its UTF-8 bytes. */
    static String text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A register's 8 bytes in the target's order: least significant first. */
    static String register(long value) {
        return FORMAT.toHexDigits(Long.reverseBytes(value));
    }

    static long register(String text) throws GdbError {
        if (text.length() != 16) {
            throw new GdbError(GdbError.Kind.MALFORMED, "a register has 16 digits, not " + text.length());
        }
        return Long.reverseBytes(number(text));
    }
}
