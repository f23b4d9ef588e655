package org.haiov.sim.lockstep.hart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.state.HartState;

/** What differs between a retirement of the engine and the golden model's step. */
final class Comparison {
    /** CSRs whose value time or devices make: the engine's is taken over. */
    private static final Set<Integer> OF_TIME = numbers("mcycle", "cycle", "time");
    private static final Set<Integer> OF_LINES = numbers("mip", "sip", "hip", "vsip");

    /** The engine's value of rd is taken over. */
    private boolean taken;
    private final List<String> differences = new ArrayList<>();

    /** Differences as text; empty where there is none. */
    List<String> differences() {
        return differences;
    }

    boolean taken() {
        return taken;
    }

    Comparison(Retired engine, Retirement golden, HartState after) {
        differ("pc", engine.pc(), golden.pc());
        differ("privilege", engine.privilege(), golden.privilege());
        differ("V", engine.virtual() ? 1 : 0, golden.virtual() ? 1 : 0);
        if (golden.instruction() != null && !engine.interrupt()) {
            differ("instruction", engine.instruction() & 0xFFFFFFFFL, golden.instruction().raw & 0xFFFFFFFFL);
        }
        boolean traps = golden.trap() != null;
        if (engine.trap() != traps) {
            differences.add(traps ? "the golden model takes " + golden.trap() : "the golden model takes no trap");
            return;
        }
        if (traps) {
            trap(engine, golden, after);
        } else {
            effects(engine, golden);
        }
    }

    private void trap(Retired engine, Retirement golden, HartState after) {
        differ("cause", engine.code(), golden.trap().cause() & Long.MAX_VALUE);
        differ("interrupt", engine.interrupt() ? 1 : 0, golden.trap().cause() < 0 ? 1 : 0);
        if (!engine.interrupt()) {
            differ("xtval", engine.value(), golden.trap().value());
            if (!golden.trap().virtual()) {
                long second = golden.trap().privilege() == 3 ? after.mtval2 : after.htval;
                differ("xtval2", engine.guestAddress(), second);
            }
        }
    }

    private void effects(Retired engine, Retirement golden) {
        differ("rd", engine.rd(), golden.rd());
        if (golden.rd() != 0 && engine.value() != golden.value()) {
            taken = mayBeTaken(golden);
            if (!taken) {
                differ("value of x" + golden.rd(), engine.value(), golden.value());
            }
        }
        if (engine.access() && !golden.accesses().isEmpty()) {
            Retirement.Access access = golden.accesses().getFirst();
            differ("physical address", engine.physical(), access.physical());
            if (access.store() && isStore(golden)) {
                long mask = access.size() == 8 ? -1 : (1L << 8 * access.size()) - 1;
                differ("stored", engine.data() & mask, access.value() & mask);
            }
        }
        if (engine.csrWrite() && golden.csrs().size() == 1) {
            differ("CSR written", engine.csrAddress(), golden.csrs().getFirst().address());
        } else if (engine.csrWrite() || !golden.csrs().isEmpty()) {
            differences.add("CSR written: " + engine.csrWrite() + ", golden model: " + golden.csrs());
        }
    }

    private static boolean isStore(Retirement golden) {
        return switch (golden.instruction().op) {
            case SB, SH, SW, SD -> true;
            default -> false;
        };
    }

    private static boolean mayBeTaken(Retirement golden) {
        Op op = golden.instruction().op;
        boolean csr = switch (op) {
            case CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI -> true;
            default -> false;
        };
        int number = (int) golden.instruction().imm & 0xFFF;
        return csr && (OF_TIME.contains(number) || OF_LINES.contains(number));
    }

    private void differ(String what, long engine, long golden) {
        if (engine != golden) {
            differences.add(what + " " + Retired.hex(engine) + ", golden model " + Retired.hex(golden));
        }
    }

    private static Set<Integer> numbers(String... names) {
        return Set.copyOf(java.util.Arrays.stream(names).map(n -> RiscvFacts.csr(n).address()).toList());
    }
}
