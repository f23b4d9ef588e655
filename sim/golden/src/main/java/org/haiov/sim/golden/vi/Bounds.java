package org.haiov.sim.golden.vi;

/**
 * Cycle bounds of docs/hart-link.md, section 10.
 *
 * @param startUp cycles after reset in which nothing is accepted
 * @param acceptance from req.valid to req.ready
 * @param answer from acceptance to answer, exactly
 * @param response from acceptance of a register access to its response
 * @param sweep SWEEP: how old a controller's knowledge of a VID may be
 * @param withdrawal from u.withdraw to the hart's event
 * @param drainFound from done becoming true, and staying so, to ev.drainDone
 * @param tokenCertain for how long an ideal bucket holds a token until the controller's surely does
 * @param refill cycles between two refills of one bucket
 * @param settling for how long a hart may count as not ready after a presentation ended there (section 9)
 */
public record Bounds(int startUp, int acceptance, int answer, int response, int sweep, int withdrawal, int drainFound, int tokenCertain,
        int refill, int settling) {
    public static Bounds of(Configuration size) {
        return new Bounds(Math.max(Math.max(size.entries(), size.vids()), 64) + 4, 61, 3, 128, 4 * size.vids() + 64, 64,
                4 * size.slots() + 8, 130, 64, 40);
    }

    /** From wanting presentation, with a hart to go to and nobody better for it, to ev.present. */
    public int presentation() {
        return 2 * sweep;
    }
}
