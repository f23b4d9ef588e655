package org.haiov.sim.golden.gdb;

/** Packets Z and z: {@code Zkind,address,length} sets a breakpoint or watchpoint, {@code z} removes it. */
final class BreakpointPackets {
    private BreakpointPackets() {}

    static String reply(String packet, Breakpoints breakpoints) throws GdbError {
        String[] parts = packet.substring(1).split(";")[0].split(","); // conditions, which were not offered, would follow a semicolon
        if (parts.length != 3) {
            throw new GdbError(GdbError.Kind.MALFORMED, packet + ": kind, address and length are expected");
        }
        int kind = Hex.count(parts[0]);
        if (kind >= Breakpoints.Kind.values().length) {
            return ""; // no such kind
        }
        Breakpoints.Kind[] kinds = Breakpoints.Kind.values(); // in the order of the protocol's numbers
        Breakpoints.Point point = new Breakpoints.Point(kinds[kind], Hex.number(parts[1]), Hex.count(parts[2]));
        if (packet.charAt(0) == 'Z') {
            breakpoints.insert(point);
        } else {
            breakpoints.remove(point);
        }
        return "OK";
    }
}
