package org.haiov.sim.golden.gdb;

import java.util.ArrayList;
import java.util.List;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;

/** Harts as GDB's threads: hart n is thread n + 1, for 0 means any thread and -1 all of them. */
final class HartThreads {
    static final int ANY = 0;
    static final int ALL = -1;
    /** A list of no threads. */
    static final String NONE = "<?xml version=\"1.0\"?>\n<threads>\n</threads>\n";

    private HartThreads() {}

    static String id(int hart) {
        return Integer.toHexString(hart + 1);
    }

    /** The thread that a packet names: {@link #ANY}, {@link #ALL}, or one that there is. */
    static int parse(String text, Machine machine) throws GdbError {
        if (text.equals("-1")) {
            return ALL;
        }
        long thread = Hex.number(text);
        if (thread < 0 || thread > machine.harts().size()) {
            throw new GdbError(GdbError.Kind.NO_THREAD, "there is no thread " + text);
        }
        return (int) thread;
    }

    /** All of them, between commas. */
    static String list(Machine machine) {
        return String.join(",", machine.harts().stream().map(hart -> id(hart.state().id)).toList());
    }

    /** The thread list of GDB manual, appendix E.15, with names. */
    static String xml(Machine machine) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<threads>\n");
        for (Hart hart : machine.harts()) {
            int id = hart.state().id;
            xml.append("<thread id=\"").append(id(id)).append("\" core=\"").append(id).append("\" name=\"hart ").append(id).append("\">")
                    .append(description(hart)).append("</thread>\n");
        }
        return xml.append("</threads>\n").toString();
    }

    /** Mode, and what a hart in WFI waits for. */
    static String description(Hart hart) {
        HartState s = hart.state();
        String mode = Privilege.name(s.privilege, s.virtual);
        if (!hart.idle()) {
            return mode;
        }
        List<String> enabled = new ArrayList<>();
        for (int code = 0; code < Long.SIZE; code++) {
            if ((s.mie >>> code & 1) != 0) {
                enabled.add(name(code));
            }
        }
        long deadline = hart.deadline();
        return mode + ", in WFI for " + (enabled.isEmpty() ? "nothing (mie is 0)" : String.join(", ", enabled))
                + (deadline == Long.MAX_VALUE ? "" : "; next timer in " + (deadline - s.cycles) + " cycles");
    }

    private static String name(int code) {
        return RiscvFacts.interrupts().containsValue((long) code) || code == Facts.interrupt("doorbell") || code == Facts.interrupt("supervisor VI")
                ? Cause.name(Cause.INTERRUPT | code).replace(" interrupt", "") : "interrupt " + code;
    }
}
