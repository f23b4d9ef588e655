package org.haiov.sim.golden.gdb;

import java.nio.charset.StandardCharsets;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;

/** Packets m (read), M and X (write, in hexadecimal and in binary). */
final class MemoryPackets {
    private MemoryPackets() {}

    static String reply(String packet, Hart hart, Machine machine) throws GdbError {
        int comma = packet.indexOf(',');
        int colon = packet.indexOf(':');
        boolean writes = packet.charAt(0) != 'm';
        if (comma < 0 || writes && colon < comma) {
            throw new GdbError(GdbError.Kind.MALFORMED, "packet " + packet.charAt(0) + " without " + (comma < 0 ? "a length" : "data"));
        }
        long address = Hex.number(packet.substring(1, comma));
        int length = Hex.count(writes ? packet.substring(comma + 1, colon) : packet.substring(comma + 1));
        DebugMemory memory = new DebugMemory(machine);
        if (!writes) {
            return Hex.bytes(memory.read(hart.state(), address, Math.min(length, PacketReader.MOST / 2)));
        }
        String data = packet.substring(colon + 1);
        byte[] bytes = packet.charAt(0) == 'M' ? Hex.bytes(data) : data.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != length) {
            throw new GdbError(GdbError.Kind.MALFORMED, "a write of " + length + " bytes with " + bytes.length);
        }
        memory.write(hart.state(), address, bytes);
        return "OK";
    }
}
