package org.haiov.facts;

/**
 * How large one dimension of a device may be configured.
 *
 * @param name e.g. {@code harts}
 * @param min smallest
 * @param max largest
 * @param powerOfTwo whether only powers of two are allowed
 * @param text one line for manuals
 */
public record SizeRange(String name, int min, int max, boolean powerOfTwo, String text) {
    public SizeRange {
        if (min < 1 || max < min || powerOfTwo && (Integer.bitCount(min) != 1 || Integer.bitCount(max) != 1)) {
            throw new FactsException("size " + name + ": range " + min + "-" + max + " is empty or its ends are no powers of two");
        }
    }

    /** The value itself; error with the legal range otherwise. */
    public int check(int value) {
        if (value < min || value > max || powerOfTwo && Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(name + " = " + value + ": must be " + min + " to " + max
                    + (powerOfTwo ? " and a power of two" : ""));
        }
        return value;
    }
}
