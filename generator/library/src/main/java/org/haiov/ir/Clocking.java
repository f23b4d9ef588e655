package org.haiov.ir;

import java.util.Objects;

/**
 * What a state element listens to.
 *
 * @param clock net of kind {@link Net.Kind#CLOCK}; the rising edge counts
 * @param reset 1-bit net, synchronous to the clock and active high; null where the domain has no reset
 */
public record Clocking(Net clock, Net reset) {
    public Clocking {
        Objects.requireNonNull(clock, "clock");
    }
}
