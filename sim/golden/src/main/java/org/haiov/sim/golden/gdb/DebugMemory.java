package org.haiov.sim.golden.gdb;

import java.util.Arrays;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.state.HartState;

/**
 * Memory as a debugger sees it: RAM and ROM at the addresses of a hart's mode (see {@link PageWalk}). No access fills a translation cache,
 * traps, or reaches a device, whose registers may do something when they are read. What is written is seen by all harts at once, also as
 * instructions and as page tables, and ends the reservations that a store of another hart would end.
 */
final class DebugMemory {
    private static final long PAGE = 4096;
    private static final long RESERVATION_SET = -64;

    private final Machine machine;

    DebugMemory(Machine machine) {
        this.machine = machine;
    }

    /** Up to {@code length} bytes: less where memory ends before. None at all is an error. */
    byte[] read(HartState hart, long address, int length) throws GdbError {
        byte[] bytes = new byte[length];
        Bus bus = machine.bus();
        int done = 0;
        try {
            while (done < length) {
                long at = address + done;
                int part = (int) Math.min(length - done, (at | PAGE - 1) - at + 1);
                long physical = physical(hart, at);
                for (int i = 0; i < part; i++) {
                    bytes[done + i] = (byte) bus.load(physical + i, 1);
                }
                done += part;
            }
        } catch (GdbError e) {
            if (done == 0) {
                throw e;
            }
        }
        return Arrays.copyOf(bytes, done);
    }

    /** Writes all bytes, or none where one of them cannot be written. */
    void write(HartState hart, long address, byte[] bytes) throws GdbError {
        Ram ram = machine.bus().ram();
        for (int pass = 0; pass < 2; pass++) {
            for (int done = 0; done < bytes.length;) {
                long at = address + done;
                int part = (int) Math.min(bytes.length - done, (at | PAGE - 1) - at + 1);
                long physical = physical(hart, at);
                if (!ram.contains(physical)) {
                    throw new GdbError(GdbError.Kind.NO_MEMORY, "0x" + Long.toHexString(at) + " is read-only memory");
                }
                if (pass == 1) {
                    ram.write(physical, bytes, done, part);
                    endReservations(physical, part);
                }
                done += part;
            }
        }
        machine.harts().forEach(any -> any.state().translationChanged());
    }

    private void endReservations(long physical, int length) {
        machine.harts().forEach(any -> {
            HartState state = any.state();
            if (state.reservation != HartState.NO_RESERVATION && (state.reservation & RESERVATION_SET) < physical + length
                    && (state.reservation | ~RESERVATION_SET) >= physical) {
                state.reservation = HartState.NO_RESERVATION;
            }
        });
    }

    private long physical(HartState hart, long address) throws GdbError {
        PageWalk.Result walk = PageWalk.of(hart, machine.bus(), address);
        if (!walk.mapped()) {
            throw new GdbError(GdbError.Kind.NO_MEMORY, "0x" + Long.toHexString(address) + " is not mapped: " + walk.problem());
        }
        if (!machine.bus().isMemory(walk.physical())) {
            throw new GdbError(GdbError.Kind.NO_MEMORY, "there is no memory at 0x" + Long.toHexString(address)
                    + (walk.physical() == address ? "" : ", physical 0x" + Long.toHexString(walk.physical())) + "; devices are not read or written");
        }
        return walk.physical();
    }
}
