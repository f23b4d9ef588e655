package org.haiov.ir;

import java.math.BigInteger;

/**
 * An edge-triggered register.
 *
 * <p>At each rising edge: {@code if (resettable && reset) net = init; else if (enable) net = next}. Its value before the first edge
 * is {@code init} too, in every engine and (by configuration) on the FPGA.
 *
 * @param net kind {@link Net.Kind#REGISTER}
 * @param clocking clock and reset
 * @param resettable whether the domain's reset sets it back; false also where the domain has none
 * @param init power-up and reset value
 * @param enable 1 bit; null where it loads at every edge
 * @param next as wide as the net
 * @param synchronizer first or later stage of a synchroniser: may take its value from another clock domain
 * @param loc where it was declared
 */
public record Register(Net net, Clocking clocking, boolean resettable, BigInteger init, Expr enable, Expr next,
        boolean synchronizer, Loc loc) {
    public Register {
        Legal.require(next.width() == net.width() && (enable == null || enable.width() == 1), "register", net.name(), loc);
        Legal.require(init.signum() >= 0 && init.bitLength() <= net.width(), "init of", net.name(), loc);
        Legal.require(!resettable || clocking.reset() != null, "reset of", net.name(), loc);
    }
}
