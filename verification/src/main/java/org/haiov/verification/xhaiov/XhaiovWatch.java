package org.haiov.verification.xhaiov;

import java.util.List;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.HartObserver;
import org.haiov.sim.golden.hart.Interrupts;
import org.haiov.sim.golden.hcs.ContextSwitch.Change;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Trap;
import org.haiov.sim.golden.state.XhaiovState;
import org.haiov.verification.coverage.Coverage;

/**
 * Counts what a hart does of Xhaiov: each CSR read and refused by mode, each exception and interrupt by mode and handler, URET by where it goes, and the
 * life of handlers by the mode they interrupt and by what ends them.
 */
public final class XhaiovWatch implements HartObserver {
    private static final List<String> MODES = List.of("M", "HS", "U", "VS", "VU");
    private static final List<String> INTERRUPTED = List.of("U", "VU", "VS");
    /** What stops a handler: exceptions that it can raise, and its limit. */
    private static final int[] STOPS = {2, 3, 8, 12, 13, 15, 26};

    private final Coverage coverage;
    private final Hart hart;
    private final HartState s;

    private XhaiovWatch(Coverage coverage, Hart hart) {
        this.coverage = coverage;
        this.hart = hart;
        this.s = hart.state();
    }

    /** From now on {@code hart} is watched; the points are {@linkplain #declare declared}. */
    public static void watch(Coverage coverage, Hart hart) {
        hart.observe(new XhaiovWatch(coverage, hart));
    }

    /** Declares all points. */
    public static void declare(Coverage coverage) {
        for (Csr csr : Facts.csrs()) {
            for (String mode : MODES) {
                if (readable(csr, mode)) {
                    coverage.declare("xhaiov-csr/" + csr.name() + "/" + mode + "/read");
                }
                if (refusable(csr, mode)) {
                    coverage.declare("xhaiov-csr/" + csr.name() + "/" + mode + "/refused");
                }
            }
        }
        for (String guest : List.of("VS", "VU")) {
            for (int cause : new int[] {Cause.LOAD_MMIO, Cause.STORE_MMIO}) {
                coverage.declare(trap(cause, guest, "U"));
                coverage.declare(trap(cause, guest, "HS"));
            }
        }
        coverage.declare(trap(Cause.VI_REQUEST, "VS", "HS"));
        coverage.declare(trap(Cause.VI_REQUEST, "U", "HS"));
        for (int code : new int[] {25, 26}) {
            for (String mode : List.of("HS", "U", "VS")) {
                coverage.declare(interrupt(code, mode));
            }
        }
        coverage.declare(interrupt(Interrupts.GUEST_VI, "VS"));
        coverage.declare(interrupt(Interrupts.GUEST_VI, "VU"));
        for (String mode : INTERRUPTED) {
            coverage.declare("xhaiov-uret/to " + mode);
            for (String change : List.of("entered", "resumed", "ended", "interrupted for HS", "stopped")) {
                coverage.declare("xhaiov-handler/" + change + "/" + mode);
            }
        }
        coverage.declare("xhaiov-handler/interrupted for M/VS");
        for (String mode : MODES) {
            coverage.declare("xhaiov-uret/refused in " + mode);
        }
        for (int cause : STOPS) {
            coverage.declare(stop(cause));
        }
        coverage.declare("xhaiov-handler/stopped/by its limit");
    }

    private static boolean readable(Csr csr, String mode) {
        return switch (csr.availableTo()) {
            case "M" -> mode.equals("M");
            case "U" -> mode.equals("M") || mode.equals("HS") || mode.equals("U");
            default -> mode.equals("M") || mode.equals("HS") || mode.equals("VS") && csr.availableTo().contains("VS");
        };
    }

    /** Those for U, and a guest's, depend on bits of other CSRs. M is refused nothing; HS only what is M's, and suatp by TVM. */
    private static boolean refusable(Csr csr, String mode) {
        return switch (mode) {
            case "M" -> false;
            case "HS" -> csr.availableTo().equals("M") || csr.name().equals("suatp");
            default -> true;
        };
    }

    private static String trap(int cause, String from, String to) {
        return "xhaiov-trap/" + Cause.name(cause) + "/" + from + " to " + to;
    }

    private static String interrupt(int code, String mode) {
        return "xhaiov-interrupt/" + (code == Interrupts.GUEST_VI ? "VS VI" : Cause.name(Cause.INTERRUPT | code)) + "/" + mode;
    }

    private static String stop(int cause) {
        return "xhaiov-handler/stopped/by " + Cause.name(cause);
    }

    private void hit(String point) {
        int number = coverage.number(point);
        if (number >= 0) {
            coverage.hit(number);
        }
    }

    @Override
    public boolean follows(long pc) {
        return s.xhaiovEnabled;
    }

    @Override
    public void retired(long pc, int privilege, boolean virtual, Decoded instruction) {
        Change change = hart.xhaiov().contexts().change();
        String now = Privilege.name(s.privilege, s.virtual);
        if (change == Change.ENDED) {
            hit("xhaiov-handler/ended/" + now);
        } else if (instruction.op == Op.URET) {
            hit("xhaiov-uret/to " + now);
        }
        csr(instruction, privilege, virtual, "read");
    }

    private void csr(Decoded instruction, int privilege, boolean virtual, String what) {
        switch (instruction.op) {
            case CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI -> {
                int address = (int) instruction.imm & 0xFFF;
                Facts.csrs().stream().filter(csr -> csr.address() == address).findFirst()
                        .ifPresent(csr -> hit("xhaiov-csr/" + csr.name() + "/" + Privilege.name(privilege, virtual) + "/" + what));
            }
            default -> { }
        }
    }

    @Override
    public void trapped(long pc, int privilege, boolean virtual, Decoded instruction, Trap trap) {
        String from = Privilege.name(privilege, virtual);
        if (hart.xhaiov().contexts().change() == Change.STOPPED) {
            hit("xhaiov-handler/stopped/" + Privilege.name(s.privilege, s.virtual));
            hit(stop((int) s.xhaiov.inactive[XhaiovState.X + XhaiovState.UCAUSE]));
            return;
        }
        hit(trap(trap.cause(), from, Privilege.name(s.privilege, s.virtual)));
        if (instruction != null && instruction.op == Op.URET) {
            hit("xhaiov-uret/refused in " + from);
        } else if (instruction != null && (trap.cause() == Cause.ILLEGAL || trap.cause() == Cause.VIRTUAL)) {
            csr(instruction, privilege, virtual, "refused");
        }
    }

    @Override
    public void interrupted(long pc, int privilege, boolean virtual, int code) {
        String from = Privilege.name(privilege, virtual);
        switch (hart.xhaiov().contexts().change()) {
            case ENTERED -> hit("xhaiov-handler/entered/" + from);
            case RESUMED -> hit("xhaiov-handler/resumed/" + from);
            case STOPPED -> hit("xhaiov-handler/stopped/by its limit");
            case INTERRUPTED -> {
                boolean machine = s.privilege == Privilege.M;
                String thread = machine ? Privilege.name((int) (s.mstatus >>> 11) & 3, (s.mstatus >>> 39 & 1) != 0)
                        : Privilege.name((int) (s.mstatus >>> 8) & 1, (s.hstatus >>> 7 & 1) != 0);
                hit("xhaiov-handler/interrupted for " + (machine ? "M/" : "HS/") + thread);
            }
            default -> { }
        }
        hit(interrupt(code, from));
    }
}
