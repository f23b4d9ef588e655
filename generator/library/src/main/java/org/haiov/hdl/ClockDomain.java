package org.haiov.hdl;

import org.haiov.hdl.error.BadDescription;

/**
 * A clock with its reset. The rising edge counts; the reset is synchronous and active high.
 *
 * <p>A component's default domain has the ports {@code clk} and {@code rst}; one made by {@link Component#domain} has
 * {@code NAME_clk} and {@code NAME_rst}. Both appear only where something in the component, or below it, uses them.
 */
public final class ClockDomain {
    final Component owner;
    final String clockName;
    final String resetName;
    /** Reset by a value of the description instead of a port; null for a port. */
    final Bits resetValue;
    final Site site;

    ClockDomain(Component owner, String clockName, String resetName, Bits resetValue, Site site) {
        this.owner = owner;
        this.clockName = clockName;
        this.resetName = resetName;
        this.resetValue = resetValue;
        this.site = site;
    }

    boolean hasReset() {
        return resetName != null || resetValue != null;
    }

    /** The same clock with a reset of the description's own making: 1 bit, synchronous to this clock. */
    public ClockDomain resetBy(Bits reset) {
        Site at = Sites.here();
        if (reset.width() != 1) {
            throw new BadDescription("reset: " + reset.describeWidth(), "a reset is 1 bit", at.loc());
        }
        return new ClockDomain(owner, clockName, null, reset, at);
    }

    /** The same clock without a reset. */
    public ClockDomain withoutReset() {
        return new ClockDomain(owner, clockName, null, null, Sites.here());
    }
}
