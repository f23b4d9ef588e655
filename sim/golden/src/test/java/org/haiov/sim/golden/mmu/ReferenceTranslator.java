package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Regime;
import org.haiov.sim.golden.state.Trap;

/** The golden model's translation of one address, with nothing cached and without an access: for comparison with an MMU. */
public final class ReferenceTranslator {
    private final Bus bus;
    private final Pmp pmp;
    private final Translator translator;

    public ReferenceTranslator(HartState state, Bus bus) {
        this.bus = bus;
        pmp = new Pmp(state);
        translator = new Translator(state, bus, pmp);
    }

    /**
     * Physical address of {@code address}, whose access as {@code regime} ({@link Regime}) would not fault.
     *
     * @param executable a load: HLVX
     * @throws Trap what the access would raise; the same object each time
     */
    public long translate(long address, Access access, int regime, boolean executable) {
        long physical = translator.translate(address, access, regime, executable ? Translator.HLVX : 0, 0);
        if (!pmp.allows(physical, 1, access, regime & Regime.PRIVILEGE) || !answers(physical, access)) {
            throw translator.accessFault(address, access, (regime & Regime.VIRTUAL) != 0, 0);
        }
        return physical;
    }

    /** After PMP registers were written, or reset. */
    public void pmpChanged() {
        pmp.changed();
    }

    public boolean isMemory(long physical) {
        return bus.isMemory(physical);
    }

    private boolean answers(long physical, Access access) {
        if (access == Access.FETCH) {
            return bus.isMemory(physical);
        }
        try {
            if (access == Access.LOAD) {
                bus.load(physical, 1);
            } else if (!bus.ram().contains(physical)) {
                bus.store(physical, 1, 0);
            }
            return true;
        } catch (BusFault e) {
            return false;
        }
    }
}
