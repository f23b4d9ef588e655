package org.haiov.blocks.device;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Single accesses to devices, seen from who asks: one at a time, naturally aligned. The request holds until ready; the response, one cycle,
 * comes in that cycle or later.
 */
public record DeviceLink(Request req, Response rsp) implements Bundle {
    /** size: log2 of bytes, 0 to 3; data: in its lanes of the 64-bit word, as memory would hold it. */
    public record Request(Signal valid, Signal write, Signal address, Signal size, Signal data, Signal ready) implements Bundle {}

    /** data: the 64-bit word around the address, in its lanes; error: access fault. */
    public record Response(Signal valid, Signal data, Signal error) implements Bundle {}

    /** The shape. */
    public static DeviceLink shape(int physicalBits) {
        return new DeviceLink(new Request(Signal.of(1), Signal.of(1), Signal.of(physicalBits), Signal.of(2), Signal.of(64), flip(Signal.of(1))),
                flip(new Response(Signal.of(1), Signal.of(64), Signal.of(1))));
    }
}
