package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.state.Trap;

/**
 * Told of every access that is translated and checked: the first to a page under given circumstances, and every one that faults. What the
 * translation cache knows already is not told, so that the run stays as it is.
 */
public interface AccessObserver {
    /**
     * @param address virtual
     * @param regime effective mode and status bits, see {@link org.haiov.sim.golden.state.HartState#regime}
     * @param execute HLVX
     * @param offset bytes from the instruction's address to this one
     * @param physical where it goes; 0 where it is refused
     * @param trap null where it is allowed
     */
    void accessed(long address, int size, Access access, int regime, boolean execute, int offset, long physical, Trap trap);
}
