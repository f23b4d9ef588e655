package org.haiov.verification.bench;

import java.util.Locale;

/**
 * One measured value beside what it is compared with.
 *
 * @param name stable, with slashes from the general to the special: {@code generate/lanes-256}
 * @param unit of both values
 * @param peer what it is compared with, empty for nothing
 * @param peerValue the peer's value, 0 where there is no peer
 * @param ratio how much better than the peer: above 1 is better, whichever way the unit points; 0 where there is no peer
 */
public record Measurement(String name, double value, String unit, String peer, double peerValue, double ratio) {
    /** A value of which less is better, such as a time. */
    public static Measurement lessIsBetter(String name, double value, String unit, String peer, double peerValue) {
        return new Measurement(name, value, unit, peer, peerValue, peerValue / value);
    }

    /** A value of which more is better, such as a rate. */
    public static Measurement moreIsBetter(String name, double value, String unit, String peer, double peerValue) {
        return new Measurement(name, value, unit, peer, peerValue, value / peerValue);
    }

    /** A value that stands for itself. */
    public static Measurement alone(String name, double value, String unit) {
        return new Measurement(name, value, unit, "", 0, 0);
    }

    /** One line for people. */
    @Override
    public String toString() {
        String own = String.format(Locale.ROOT, "%-32s %12.3f %-10s", name, value, unit);
        return peer.isEmpty() ? own.stripTrailing()
                : String.format(Locale.ROOT, "%s  %s: %.3f, ratio %.2f", own, peer, peerValue, ratio);
    }
}
