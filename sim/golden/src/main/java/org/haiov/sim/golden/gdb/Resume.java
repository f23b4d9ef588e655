package org.haiov.sim.golden.gdb;

import java.util.Arrays;
import org.haiov.sim.golden.machine.Machine;

/**
 * What each hart shall do when the program goes on.
 *
 * @param how CONTINUE, STEP, RANGE; null where the hart stands still
 * @param from first pc of the range
 * @param to first pc beyond it
 */
record Resume(How how, long from, long to) {
    enum How {
        CONTINUE,
        /** One instruction. */
        STEP,
        /** Instructions until pc is outside a range. */
        RANGE
    }

    static final Resume CONTINUE = new Resume(How.CONTINUE, 0, 0);
    static final Resume STEP = new Resume(How.STEP, 0, 0);

    /**
     * {@code vCont} (GDB manual, appendix E.2): actions after semicolons, each with a thread after a colon; the first that fits a thread is
     * its own. Signals are not delivered, for the bare machine has none.
     *
     * @param text what follows {@code vCont}
     * @return one for each hart
     */
    static Resume[] parse(String text, Machine machine) throws GdbError {
        Resume[] all = new Resume[machine.harts().size()];
        if (!text.startsWith(";")) {
            throw malformed(text);
        }
        for (String part : text.substring(1).split(";")) {
            String[] action = part.split(":", 2);
            int thread = action.length == 1 ? HartThreads.ALL : HartThreads.parse(action[1], machine);
            Resume resume = action(action[0]);
            for (int hart = 0; hart < all.length; hart++) {
                if (all[hart] == null && (thread == HartThreads.ALL || thread == hart + 1 || thread == HartThreads.ANY && hart == 0)) {
                    all[hart] = resume;
                }
            }
        }
        return all;
    }

    private static Resume action(String text) throws GdbError {
        if (text.isEmpty()) {
            throw malformed(text);
        }
        switch (text.charAt(0)) {
            case 'c', 'C' -> {
                return CONTINUE;
            }
            case 's', 'S' -> {
                return STEP;
            }
            case 'r' -> {
                String[] range = text.substring(1).split(",");
                if (range.length == 2) {
                    return new Resume(How.RANGE, Hex.number(range[0]), Hex.number(range[1]));
                }
            }
            default -> { }
        }
        throw malformed(text);
    }

    private static GdbError malformed(String text) {
        return new GdbError(GdbError.Kind.MALFORMED, "\"" + text + "\" is no action of vCont");
    }

    /** All harts continue. */
    static Resume[] all(Machine machine) {
        Resume[] all = new Resume[machine.harts().size()];
        Arrays.fill(all, CONTINUE);
        return all;
    }

    /** One hart alone. */
    static Resume[] one(Machine machine, int hart, Resume resume) {
        Resume[] all = new Resume[machine.harts().size()];
        all[hart] = resume;
        return all;
    }
}
