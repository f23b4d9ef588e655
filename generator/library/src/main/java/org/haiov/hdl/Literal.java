package org.haiov.hdl;

import java.math.BigInteger;
import org.haiov.hdl.error.SilentTruncation;
import org.haiov.hdl.error.WidthMismatch;
import org.haiov.ir.Loc;

/** A constant. */
final class Literal extends Bits {
    private final BigInteger value;

    private Literal(BigInteger value, int width, Site site) {
        super(width, site);
        this.value = value;
    }

    /**
     * Two's complement for negative values; one that does not fit is the user's mistake.
     *
     * @param site where it stands; null for the operand of an operator, which has its own (saves a stack walk)
     */
    static Literal of(BigInteger value, int width, Site site) {
        if (width < 1) {
            throw new WidthMismatch("constant " + value + " of " + width + " bits", "a width is at least 1", place(site));
        }
        boolean fits = value.signum() >= 0 ? value.bitLength() <= width : value.bitLength() < width;
        if (!fits) {
            throw new SilentTruncation("constant " + value + " does not fit into " + width + (width == 1 ? " bit" : " bits"),
                    "use a wider operand, or cut on purpose", place(site));
        }
        return new Literal(value.signum() >= 0 ? value : value.add(BigInteger.ONE.shiftLeft(width)), width,
                site == null ? Site.UNKNOWN : site);
    }

    private static Loc place(Site site) {
        return (site == null ? Sites.here() : site).loc();
    }

    static Literal zero(int width, Site site) {
        return new Literal(BigInteger.ZERO, width, site);
    }

    /** Non-negative. */
    BigInteger value() {
        return value;
    }

    @Override
    String describe() {
        return "constant " + value;
    }
}
