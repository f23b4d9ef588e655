package org.haiov.hdl;

import org.haiov.hdl.error.BadDescription;
import org.haiov.hdl.error.SilentTruncation;
import org.haiov.hdl.error.WidthMismatch;

/**
 * A named value that can be assigned: a port, wire or register of a {@link Component}. It is named after the Java field or variable
 * that holds it.
 */
public sealed class Signal extends Bits implements Assignable permits Reg {
    /** What a signal is in its component. */
    enum Kind {
        /** Not in any component: describes the shape of a bundle's member. */
        SHAPE, INPUT, OUTPUT, WIRE, REG,
        /** Data of a memory's read port. */
        READ
    }

    final Component owner;
    final Kind kind;
    /** Of a shape: runs against the bundle's direction. */
    final boolean flipped;
    private final GivenName name;
    private boolean ignored;

    Signal(Component owner, Kind kind, int width, boolean flipped, Site site) {
        super(requireWidth(width, site), site);
        this.owner = owner;
        this.kind = kind;
        this.flipped = flipped;
        this.name = new GivenName(site);
    }

    /** The shape of a bundle's member of so many bits, see {@link Bundle}. */
    public static Signal of(int width) {
        return new Signal(null, Kind.SHAPE, width, false, Sites.here());
    }

    /** Gives a name other than the Java field's. */
    public Signal named(String newName) {
        name.settle(newName);
        return this;
    }

    /** Says that bits of this signal are not read on purpose, so that no warning comes of it. */
    public Signal ignored() {
        ignored = true;
        return this;
    }

    final boolean isIgnored() {
        return ignored;
    }

    /** Null while nothing has named it. */
    final String name() {
        return name.text();
    }

    final GivenName givenName() {
        return name;
    }

    @Override
    public void set(Bits value) {
        assign(width() - 1, 0, value);
    }

    @Override
    public void set(long value) {
        set(like(value));
    }

    /**
     * Connects for good: the one driver of this signal. A second {@code connect}, or a {@code set} beside it, is a
     * {@link org.haiov.hdl.error.TwoDrivers}.
     */
    public void connect(Bits value) {
        Site at = Sites.here();
        checkWidth(width(), value, at);
        requireOwner(at).connect(this, value, at);
    }

    /** Bits {@code hi} down to {@code lo}, readable and assignable. */
    @Override
    public Part slice(int hi, int lo) {
        Bits value = width() == 1 && hi == 0 && lo == 0 ? this : checkedSlice(hi, lo);
        return new Part(this, hi, lo, value);
    }

    /** One bit, readable and assignable. */
    @Override
    public Part bit(int index) {
        return slice(index, index);
    }

    private Bits checkedSlice(int hi, int lo) {
        return super.slice(hi, lo);
    }

    final void assign(int hi, int lo, Bits value) {
        Site at = Sites.here();
        checkWidth(hi - lo + 1, value, at);
        requireOwner(at).assign(this, hi, lo, value, at);
    }

    private Component requireOwner(Site at) {
        if (owner == null) {
            throw new BadDescription(describe() + " is only the shape of a bundle's member and carries no value",
                    "make a signal of it with input(...), output(...), wire(...) or reg(...) of a Component", at.loc(), loc());
        }
        return owner;
    }

    private void checkWidth(int targetWidth, Bits value, Site at) {
        if (value.width() > targetWidth) {
            throw new SilentTruncation("assignment to " + describe() + " of " + targetWidth + " bits: " + value.describeWidth(),
                    "cut on purpose with low(" + targetWidth + ") or slice", at.loc(), loc());
        }
        if (value.width() < targetWidth) {
            throw new WidthMismatch("assignment to " + describe() + " of " + targetWidth + " bits: " + value.describeWidth(),
                    "widen it with zext(" + targetWidth + ") or sext(" + targetWidth + ")", at.loc(), loc());
        }
    }

    private static int requireWidth(int width, Site site) {
        if (width < 1) {
            throw new WidthMismatch("signal" + (site.name() == null ? "" : " " + site.name()) + " of " + width + " bits",
                    "a width is at least 1", site.loc());
        }
        return width;
    }

    @Override
    final String describe() {
        String shown = name() == null ? kind.name().toLowerCase(java.util.Locale.ROOT) : name();
        return owner == null ? shown : owner.path() + "." + shown;
    }

    @Override
    public String toString() {
        return describe() + "[" + width() + "]";
    }
}
