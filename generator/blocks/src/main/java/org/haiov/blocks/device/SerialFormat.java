package org.haiov.blocks.device;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * How characters stand on a serial line, as a 16550 is told.
 *
 * @param tick 1 in one cycle of a sixteenth of a bit
 * @param length 2: data bits less 5
 * @param stop 1: two stop bits
 * @param parity 1: there is a parity bit
 * @param even 1: parity is even
 * @param stick 1: the parity bit is always the complement of {@code even}
 * @param halted 1: the line is held at 0 (break)
 */
public record SerialFormat(Signal tick, Signal length, Signal stop, Signal parity, Signal even, Signal stick, Signal halted) implements Bundle {
    /** The shape. */
    public static SerialFormat shape() {
        return new SerialFormat(Signal.of(1), Signal.of(2), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}
