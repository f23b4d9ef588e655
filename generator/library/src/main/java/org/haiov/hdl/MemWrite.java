package org.haiov.hdl;

import org.haiov.hdl.error.BadDescription;

/** A write port of a {@link Mem}. */
public final class MemWrite {
    final Mem mem;
    final int index;
    final ClockDomain domain;
    final Site site;
    private final Signal enable;
    private final Signal address;
    private final Signal data;
    private final Signal mask;

    MemWrite(Mem mem, int index, ClockDomain domain, int parts, Site site) {
        this.mem = mem;
        this.index = index;
        this.domain = domain;
        this.site = site;
        Site unnamed = site.named(null);
        enable = new Signal(mem.owner, Signal.Kind.WIRE, 1, false, unnamed);
        address = new Signal(mem.owner, Signal.Kind.WIRE, mem.addressWidth(), false, unnamed);
        data = new Signal(mem.owner, Signal.Kind.WIRE, mem.width(), false, unnamed);
        mask = parts == 0 ? null : new Signal(mem.owner, Signal.Kind.WIRE, parts, false, unnamed);
    }

    /** 1 bit: writes at this edge. */
    public Signal enable() {
        return enable;
    }

    /** {@link Mem#addressWidth} bits. */
    public Signal address() {
        return address;
    }

    /** A word. */
    public Signal data() {
        return data;
    }

    /** One bit for each equal part of the word. */
    public Signal mask() {
        if (mask == null) {
            throw new BadDescription("the write port has no mask", "make it with writePort(domain, parts)", Sites.here().loc());
        }
        return mask;
    }

    Signal maskOrNull() {
        return mask;
    }
}
