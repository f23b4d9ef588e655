package org.haiov.verification.differential;

import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.mmu.Access;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Regime;
import org.haiov.verification.differential.Walk.Stage;
import org.haiov.verification.differential.Walk.Step;

/**
 * Translation and protection once more, from the manual alone (P 3.7.1, 4.3.2 with Svade, 4.4.1, 8.5), as a table of checks in the order of
 * its steps: an opinion on the golden model where QEMU does otherwise. It shares the hart's registers with the model and no code.
 */
final class Manual {
    private static final int LEVELS = 3;

    private final HartState hart;
    private final Ram ram;

    private Access access;
    private boolean execute;
    private int match;

    Manual(HartState hart, Ram ram) {
        this.hart = hart;
        this.ram = ram;
    }

    /** What becomes of an access of {@code size} bytes in {@code regime}. */
    Walk walk(long address, int size, Access access, int regime, boolean execute) {
        this.access = access;
        this.execute = execute;
        int privilege = regime & Regime.PRIVILEGE;
        boolean virtual = (regime & Regime.VIRTUAL) != 0;
        boolean hostMxr = (regime & Regime.MXR) != 0;
        Walk walk = new Walk(Stage.NONE, -1, Step.OK, address);
        if (privilege != 3) {
            boolean sum = (regime & (virtual ? Regime.VS_SUM : Regime.SUM)) != 0;
            boolean mxr = hostMxr || virtual && (regime & Regime.VS_MXR) != 0;
            walk = first(address, virtual ? hart.vsatp : hart.satp, virtual, privilege == 0, sum, mxr);
            if (walk.step() == Step.OK && virtual) {
                int level = walk.level();
                walk = second(walk.physical(), Stage.G, access, hostMxr);
                walk = walk.step() == Step.OK && walk.stage() == Stage.NONE ? new Walk(Stage.VS, level, Step.OK, walk.physical()) : walk;
            }
        }
        return walk.step() != Step.OK || pmp(walk.physical(), size, access, privilege) ? walk : new Walk(Stage.PMP, -1, Step.REFUSED, 0);
    }

    private Walk first(long address, long atp, boolean virtual, boolean user, boolean sum, boolean mxr) {
        if (atp >>> 60 == 0) {
            return new Walk(Stage.NONE, -1, Step.OK, address);
        }
        Stage stage = virtual ? Stage.VS : Stage.S;
        long top = address >> 38;
        if (top != 0 && top != -1) {
            return new Walk(stage, -1, Step.ADDRESS, 0);
        }
        long table = atp << 20 >>> 20 << 12;
        for (int level = LEVELS - 1;; level--) {
            long at = table + field(address, 12 + 9 * level, 9) * 8;
            if (virtual) {
                Walk inner = second(at, Stage.WALK, Access.LOAD, false);
                if (inner.step() != Step.OK) {
                    return inner;
                }
                at = inner.physical();
            }
            if (!readable(at)) {
                return new Walk(stage, level, Step.TABLE, 0);
            }
            long entry = entry(at);
            Step step = check(entry, level, user, sum, mxr, access, execute);
            if (step != null) {
                return new Walk(stage, level, step, step == Step.OK ? leaf(entry, level, address) : 0);
            }
            table = field(entry, 10, 44) << 12;
        }
    }

    private Walk second(long address, Stage stage, Access wanted, boolean mxr) {
        if (hart.hgatp >>> 60 == 0) {
            return new Walk(Stage.NONE, -1, Step.OK, address);
        }
        if (address >>> 41 != 0) {
            return new Walk(stage, -1, Step.ADDRESS, address);
        }
        long table = hart.hgatp << 20 >>> 20 << 12;
        for (int level = LEVELS - 1;; level--) {
            long at = table + field(address, 12 + 9 * level, level == 2 ? 11 : 9) * 8;
            if (!readable(at)) {
                return new Walk(stage, level, Step.TABLE, 0);
            }
            long entry = entry(at);
            Step step = check(entry, level, true, false, mxr, wanted, execute && stage == Stage.G);
            if (step != null) {
                return new Walk(stage, level, step, step == Step.OK ? leaf(entry, level, address) : address);
            }
            table = field(entry, 10, 44) << 12;
        }
    }

    /** The first step that an entry does not pass; {@link Step#OK} for a good leaf, null for a good pointer. */
    private static Step check(long entry, int level, boolean user, boolean sum, boolean mxr, Access wanted, boolean execute) {
        boolean r = bit(entry, 1);
        boolean w = bit(entry, 2);
        boolean x = bit(entry, 3);
        boolean u = bit(entry, 4);
        boolean a = bit(entry, 6);
        boolean d = bit(entry, 7);
        if (!bit(entry, 0)) {
            return Step.INVALID;
        }
        if (w && !r) {
            return Step.WRITE_ONLY;
        }
        if (entry >>> 54 != 0) {
            return Step.RESERVED;
        }
        if (!r && !x) {
            return u || a || d ? Step.POINTER_BITS : level == 0 ? Step.NO_LEAF : null;
        }
        boolean fetch = wanted == Access.FETCH;
        Object[][] steps = {
            {Step.SUPERVISOR, user && !u},
            {Step.USER, !user && u && (fetch || !sum)},
            {Step.EXECUTE, (fetch || execute) && !x},
            {Step.READ, wanted == Access.LOAD && !execute && !r && !(mxr && x)},
            {Step.WRITE, wanted == Access.STORE && !w},
            {Step.MISALIGNED, field(entry, 10, 9 * level) != 0},
            {Step.ACCESSED, !a},
            {Step.DIRTY, wanted == Access.STORE && !d},
        };
        for (Object[] step : steps) {
            if ((boolean) step[1]) {
                return (Step) step[0];
            }
        }
        return Step.OK;
    }

    private static long leaf(long entry, int level, long address) {
        int low = 12 + 9 * level;
        return field(entry, 10 + 9 * level, 44 - 9 * level) << low | field(address, 0, low);
    }

    private boolean readable(long at) {
        return ram.contains(at) && ram.contains(at + 7) && pmp(at, 8, Access.LOAD, 1);
    }

    private long entry(long at) {
        return (long) Ram.LONG.get(ram.bytes, (int) (at - ram.base));
    }

    /** P 3.7.1: the first entry with a byte of the access decides. */
    private boolean pmp(long address, int size, Access access, int privilege) {
        for (int i = 0; i < 16; i++) {
            int config = hart.pmpcfg[i];
            long low;
            long bytes; // less one
            switch (config >> 3 & 3) {
                case 0 -> {
                    continue;
                }
                case 1 -> {
                    low = i == 0 ? 0 : hart.pmpaddr[i - 1] * 4;
                    bytes = hart.pmpaddr[i] * 4 - low - 1;
                    if (bytes < 0) {
                        continue;
                    }
                }
                case 2 -> {
                    low = hart.pmpaddr[i] * 4;
                    bytes = 3;
                }
                default -> {
                    int ones = Long.numberOfTrailingZeros(~hart.pmpaddr[i]);
                    low = hart.pmpaddr[i] >>> ones << ones << 2;
                    bytes = (8L << ones) - 1;
                }
            }
            int inside = 0;
            for (int b = 0; b < size; b++) {
                inside += Long.compareUnsigned(address + b - low, bytes) <= 0 ? 1 : 0;
            }
            if (inside == 0) {
                continue;
            }
            match = config >> 3 & 3;
            boolean permitted = privilege == 3 && (config & 0x80) == 0 || (config >> (access == Access.LOAD ? 0 : access == Access.STORE ? 1 : 2) & 1) != 0;
            return inside == size && permitted;
        }
        match = 0;
        return privilege == 3;
    }

    /** How the PMP entry matches that has decided last (0 none, 1 TOR, 2 NA4, 3 NAPOT). */
    int match() {
        return match;
    }

    private static boolean bit(long word, int number) {
        return (word >>> number & 1) != 0;
    }

    private static long field(long word, int low, int width) {
        return width == 0 ? 0 : word >>> low & -1L >>> 64 - width;
    }
}
