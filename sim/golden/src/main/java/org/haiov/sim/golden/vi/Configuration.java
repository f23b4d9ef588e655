package org.haiov.sim.golden.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.RegisterMap;

/**
 * Size of a VI controller ("sized by configuration", Xhaiov section 4).
 *
 * @param harts hart links, 1-8
 * @param entries map entries, 16-1024, a power of two
 * @param vids VI identifiers, 16-256, a power of two
 * @param slots isolation domains, 1-64, a power of two
 */
public record Configuration(int harts, int entries, int vids, int slots) {
    /** The largest controller. */
    public static final Configuration MAXIMUM = new Configuration(8, 1024, 256, 64);
    /** The smallest one. */
    public static final Configuration MINIMUM = new Configuration(1, 16, 16, 1);

    public Configuration {
        RegisterMap facts = Facts.viController();
        facts.size("harts").check(harts);
        facts.size("entries").check(entries);
        facts.size("vids").check(vids);
        facts.size("slots").check(slots);
    }

    /** 64-bit words of a bit map of VIDs. */
    public int pendingWords() {
        return (vids + 63) / 64;
    }

    /** One bit a hart. */
    public int hartMask() {
        return (1 << harts) - 1;
    }

    @Override
    public String toString() {
        return harts + " harts, " + entries + " entries, " + vids + " VIDs, " + slots + " slots";
    }
}
