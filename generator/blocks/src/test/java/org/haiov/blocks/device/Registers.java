package org.haiov.blocks.device;

import org.haiov.blocks.Ports;

/** Single accesses over a {@link DeviceLink}. */
final class Registers {
    private static final int PATIENCE = 200;

    private final Ports ports;
    private final String link;

    /** @param link prefix of the link's ports, with an underscore at the end */
    Registers(Ports ports, String link) {
        this.ports = ports;
        this.link = link;
    }

    /** Reads {@code 1 << size} bytes; null for an access fault. */
    Long read(long address, int size) {
        Long word = access(false, address, size, 0);
        return word == null ? null : word >>> 8 * (address & 7) & (size == 3 ? -1L : (1L << (8 << size)) - 1);
    }

    /** Writes; false for an access fault. */
    boolean write(long address, int size, long value) {
        return access(true, address, size, value << 8 * (address & 7)) != null;
    }

    private Long access(boolean write, long address, int size, long data) {
        ports.set(link + "req_valid", 1);
        ports.set(link + "req_write", write);
        ports.set(link + "req_address", address);
        ports.set(link + "req_size", size);
        ports.set(link + "req_data", data);
        ports.sim.runUntil(ports.probe(link + "req_ready"), PATIENCE);
        ports.sim.step();
        ports.set(link + "req_valid", 0);
        if (ports.sim.runUntil(ports.probe(link + "rsp_valid"), PATIENCE) < 0) {
            throw new AssertionError("no answer at " + Long.toHexString(address));
        }
        Long word = ports.is(link + "rsp_error") ? null : (Long) ports.get(link + "rsp_data");
        ports.sim.step();
        return word;
    }
}
