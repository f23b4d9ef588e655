package org.haiov.hdl;

import java.math.BigInteger;
import org.haiov.hdl.error.BadDescription;

/**
 * An edge-triggered register. Assigned under no condition it loads at every edge; where no assignment applies it keeps its value.
 * Its power-up value is its reset value, or 0.
 */
public final class Reg extends Signal {
    private ClockDomain domain;
    private final boolean resettable;
    private final BigInteger init;
    private Bits enable;
    private boolean synchronizer;

    Reg(Component owner, int width, BigInteger init, boolean resettable, Site site) {
        super(owner, Kind.REG, width, false, site);
        this.init = Literal.of(init, width, site).value();
        this.resettable = resettable;
    }

    /** Puts the register into another clock domain than the component's default. */
    public Reg in(ClockDomain newDomain) {
        adoptName();
        domain = newDomain;
        return this;
    }

    /** Loads only while {@code condition}, 1 bit, is 1, whatever is assigned; reset goes before. */
    public Reg enabledBy(Bits condition) {
        adoptName();
        if (condition.width() != 1) {
            throw new BadDescription("enable of " + describe() + ": " + condition.describeWidth(), "an enable is 1 bit",
                    Sites.here().loc());
        }
        enable = condition;
        return this;
    }

    /** Marks a stage of a synchroniser: it alone may take a value from another clock domain; see {@link Component#synchronize}. */
    Reg synchronizerStage() {
        synchronizer = true;
        return this;
    }

    /** {@code reg(...).in(...)}: the variable takes the result of the last call of the chain, so the name is seen there. */
    private void adoptName() {
        if (name() == null) {
            givenName().suggest(Sites.here());
        }
    }

    ClockDomain domain() {
        return domain == null ? owner.clock() : domain;
    }

    boolean resettable() {
        return resettable && domain().hasReset();
    }

    BigInteger init() {
        return init;
    }

    Bits enable() {
        return enable;
    }

    boolean isSynchronizer() {
        return synchronizer;
    }
}
