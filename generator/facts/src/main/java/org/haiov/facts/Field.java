package org.haiov.facts;

import java.util.Map;

/**
 * A field of a register of at most 64 bits.
 *
 * @param name the manual's name
 * @param msb highest bit
 * @param lsb lowest bit
 * @param access what software may do with it
 * @param writable when a write has an effect
 * @param values named encodings, empty where every value is a number
 * @param text one line for manuals
 */
public record Field(String name, int msb, int lsb, Access access, Writable writable, Map<String, Integer> values, String text) {
    public Field {
        values = Map.copyOf(values);
        if (msb > 63 || lsb < 0 || msb < lsb) {
            throw new FactsException("field " + name + ": bits " + msb + ":" + lsb + " are not inside 63:0");
        }
        for (Map.Entry<String, Integer> value : values.entrySet()) {
            if (value.getValue() < 0 || value.getValue() >= 1L << Math.min(width(msb, lsb), 62)) {
                throw new FactsException("field " + name + ": value " + value.getKey() + "=" + value.getValue()
                        + " does not fit into " + width(msb, lsb) + " bits");
            }
        }
    }

    private static int width(int msb, int lsb) {
        return msb - lsb + 1;
    }

    /** Bits. */
    public int width() {
        return width(msb, lsb);
    }

    /** Ones at the field's place. */
    public long mask() {
        return (width() == 64 ? -1L : (1L << width()) - 1) << lsb;
    }

    /** The field's value in a register word, unsigned. */
    public long get(long word) {
        return (word & mask()) >>> lsb;
    }

    /** {@code word} with the field set to the low bits of {@code value}; error when the value has more. */
    public long set(long word, long value) {
        if (width() < 64 && value >>> width() != 0) {
            throw new FactsException("field " + name + ": 0x" + Long.toHexString(value) + " does not fit into " + width() + " bits");
        }
        return word & ~mask() | value << lsb;
    }

    /** A register word with this field at {@code value} and zeros elsewhere. */
    public long of(long value) {
        return set(0, value);
    }

    /** The encoding named {@code value}. */
    public int value(String value) {
        Integer encoding = values.get(value);
        if (encoding == null) {
            throw new FactsException("field " + name + " has no value named " + value + "; it has " + values.keySet());
        }
        return encoding;
    }
}
