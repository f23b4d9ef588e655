package org.haiov.sim.golden.gdb;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;

/**
 * A walk of the page tables without any effect on the hart, and with less rules than the hart's own: what a page permits, its A and D
 * bits, its U bit and PMP are not looked at, for a debugger may read and write whatever is mapped. Tables and formats: Privileged 4.3.2,
 * 4.4 (Sv39), 8.5.1 (Sv39x4).
 */
final class PageWalk {
    /**
     * An entry that was read.
     *
     * @param stage {@code "Sv39"}, {@code "VS"} or {@code "G"}
     * @param level 2 to 0
     * @param at physical address of the entry
     * @param entry its value
     */
    record Step(String stage, int level, long at, long entry) {}

    /**
     * @param steps the entries, in the order in which they were read
     * @param physical where the address leads; meaningless where there is a problem
     * @param problem why it leads nowhere; null where it does
     */
    record Result(List<Step> steps, long physical, String problem) {
        boolean mapped() {
            return problem == null;
        }
    }

    private static final class Unmapped extends Exception {
        private static final long serialVersionUID = 1L;

        Unmapped(String message) {
            super(message, null, false, false);
        }
    }

    private static final long V = 1;
    private static final long R = 1 << 1;
    private static final long W = 1 << 2;
    private static final long X = 1 << 3;
    private static final long RESERVED = -1L << 54;
    private static final long MMIO = 1L << 58;
    private static final long PPN = (1L << 44) - 1;
    private static final int LEVELS = 3;
    private static final int GUEST_PHYSICAL_BITS = 41;

    private final HartState state;
    private final Bus bus;
    private final List<Step> steps = new ArrayList<>();

    private PageWalk(HartState state, Bus bus) {
        this.state = state;
        this.bus = bus;
    }

    /** Translates {@code address} as the hart's mode does: by satp, or by vsatp and hgatp where V=1; MPRV does not count. */
    static Result of(HartState state, Bus bus, long address) {
        PageWalk walk = new PageWalk(state, bus);
        try {
            return new Result(walk.steps, walk.translate(address), null);
        } catch (Unmapped e) {
            return new Result(walk.steps, 0, e.getMessage());
        }
    }

    private long translate(long address) throws Unmapped {
        if (state.privilege == Privilege.M) {
            return address;
        }
        if (!state.virtual) {
            return first("Sv39", state.satp, address);
        }
        return second(first("VS", state.vsatp, address));
    }

    private long first(String stage, long atp, long address) throws Unmapped {
        if (atp >>> 60 == 0) {
            return address;
        }
        if (address << 25 >> 25 != address) {
            throw new Unmapped("bits 63:39 of 0x" + Long.toHexString(address) + " are not bit 38");
        }
        return walk(stage, (atp & PPN) << 12, address, 511, state.virtual);
    }

    private long second(long address) throws Unmapped {
        if (state.hgatp >>> 60 == 0) {
            return address;
        }
        if (address >>> GUEST_PHYSICAL_BITS != 0) {
            throw new Unmapped("guest physical address 0x" + Long.toHexString(address) + " has more than " + GUEST_PHYSICAL_BITS + " bits");
        }
        return walk("G", (state.hgatp & PPN) << 12, address, 2047, false);
    }

    private long walk(String stage, long root, long address, int rootIndex, boolean guestTables) throws Unmapped {
        long table = root;
        for (int level = LEVELS - 1; level >= 0; level--) {
            long at = table + ((address >>> 12 + 9 * level & (level == LEVELS - 1 ? rootIndex : 511)) << 3);
            if (guestTables) {
                at = second(at);
            }
            if (!bus.isMemory(at)) {
                throw new Unmapped(stage + " table of level " + level + " at 0x" + Long.toHexString(at) + " is not in memory");
            }
            long entry = bus.load(at, 8);
            steps.add(new Step(stage, level, at, entry));
            String where = stage + " entry of level " + level + " for 0x" + Long.toHexString(address);
            if ((entry & V) == 0) {
                throw new Unmapped(where + " is not valid");
            }
            boolean leaf = (entry & (R | X)) != 0;
            if (leaf && guestPages(stage) && state.options.xhaiov() && state.xhaiovEnabled && (entry & MMIO) != 0) {
                throw new Unmapped(where + " is an MMIO leaf (Xhaiov 3)");
            }
            if ((entry & (R | W)) == W || (entry & RESERVED) != 0) {
                throw new Unmapped(where + " has a reserved encoding");
            }
            long page = entry >>> 10 & PPN;
            if (leaf) {
                long low = (1L << 9 * level) - 1;
                if ((page & low) != 0) {
                    throw new Unmapped(where + " is a misaligned superpage");
                }
                return (page | address >>> 12 & low) << 12 | address & 0xFFF;
            }
            table = page << 12;
        }
        throw new Unmapped(stage + " entry of level 0 for 0x" + Long.toHexString(address) + " is no leaf");
    }

    private static boolean guestPages(String stage) {
        return stage.equals("G");
    }
}
