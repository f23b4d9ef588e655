package org.haiov.hdl;

import org.haiov.ir.Memory.UnderWrite;

/** A read port of a {@link Mem}. */
public final class MemRead {
    final Mem mem;
    final int index;
    final ClockDomain domain;
    final UnderWrite underWrite;
    final Site site;
    private final Signal address;
    private final Signal data;
    private Signal enable;
    private final Component owner;

    MemRead(Mem mem, int index, ClockDomain domain, UnderWrite underWrite, Site site) {
        this.mem = mem;
        this.index = index;
        this.domain = domain;
        this.underWrite = underWrite;
        this.site = site;
        this.owner = mem.owner;
        address = new Signal(owner, Signal.Kind.WIRE, mem.addressWidth(), false, site.named(null));
        data = new Signal(owner, Signal.Kind.READ, mem.width(), false, site);
    }

    /** Word to read, {@link Mem#addressWidth} bits. */
    public Signal address() {
        return address;
    }

    /** The word, valid at once or, of a synchronous port, one cycle later. */
    public Signal data() {
        return data;
    }

    /** 1 bit; while 0 the data stay. Always 1 unless this is called. A combinational port has none. */
    public Signal enable() {
        if (domain == null) {
            throw new org.haiov.hdl.error.BadDescription("a combinational read port has no enable", "leave it out", Sites.here().loc());
        }
        if (enable == null) {
            enable = new Signal(owner, Signal.Kind.WIRE, 1, false, site.named(null));
        }
        return enable;
    }

    void enableWith(Bits value) {
        if (value != null) {
            enable().connect(value);
        }
    }

    Signal enableOrNull() {
        return enable;
    }
}
