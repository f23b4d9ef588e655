package org.haiov.verification.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.haiov.facts.Access;
import org.haiov.facts.Csr;
import org.haiov.facts.Field;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.state.Cause;
import org.haiov.verification.coverage.Coverage;
import org.haiov.verification.differential.Walk.Stage;
import org.haiov.verification.differential.Walk.Step;

/** The points that random programs are to reach: what can happen at all, by the manual and the choices of docs/golden-model.md. */
final class Points {
    /** What an access is made by. */
    static final String[] KINDS = {"fetch", "load", "store", "amo", "lr", "sc", "hlv", "hlvx", "hsv"};
    static final String[] MATCHES = {"none", "TOR", "NA4", "NAPOT"};
    private static final Set<String> COUNTERS = Set.of("cycle", "time", "instret", "mcycle", "minstret", "stimecmp", "vstimecmp");
    /** Encodings of fields of more than one bit that are legal. */
    private static final Map<String, long[]> LEGAL = Map.of("mstatus.MPP", new long[] {0, 1, 3}, "satp.MODE", new long[] {0, 8}, "vsatp.MODE", new long[] {0, 8},
            "hgatp.MODE", new long[] {0, 8}, "stvec.MODE", new long[] {0, 1}, "vstvec.MODE", new long[] {0, 1}, "mtvec.MODE", new long[] {0, 1});

    private Points() {}

    static void declare(Coverage coverage) {
        RiscvFacts.instructions().stream().filter(i -> !i.name().equals("uret")).forEach(i -> coverage.declare("instruction/" + i.name()));
        Compressed.NAMES.forEach(name -> coverage.declare("instruction/" + name));
        for (Mode mode : Mode.values()) {
            coverage.declare("mode/" + mode);
        }
        csrs().forEach(csr -> csr(coverage, csr));
        traps(coverage);
        interrupts(coverage);
        translation(coverage);
        for (String match : MATCHES) {
            if (!match.equals("none")) { // the frame's last entry matches everything
                for (String access : new String[] {"fetch", "load", "store"}) {
                    coverage.declare("pmp/" + match + "/" + access + "/allowed");
                    coverage.declare("pmp/" + match + "/" + access + "/refused");
                }
            }
        }
    }

    /** Those that this hart has and that are more than a row of zeros. */
    static List<Csr> csrs() {
        return RiscvFacts.csrs().stream().filter(csr -> !csr.name().matches("m?hpm.*|pmpaddr(1[6-9]|[2-6]\\d)|pmpcfg([4-9]|1\\d)")).toList();
    }

    static boolean reaches(Mode mode, int address) {
        int level = address >>> 8 & 3;
        return switch (mode) {
            case M -> true;
            case HS -> level < 3;
            case VS -> level < 2;
            default -> level < 1;
        };
    }

    private static void csr(Coverage coverage, Csr csr) {
        boolean readOnly = csr.address() >>> 10 == 3;
        for (Mode mode : Mode.values()) {
            String name = "csr/" + csr.name() + "/" + mode + "/";
            if (!reaches(mode, csr.address())) {
                coverage.declare(name + "refused");
                continue;
            }
            coverage.declare(name + "read");
            if (!readOnly && !csr.name().equals("misa") && !COUNTERS.contains(csr.name()) && !csr.name().matches("hgei[ep]|pmpcfg2|pmpaddr15")) {
                coverage.declare(name + "write");
            }
        }
        if (readOnly || COUNTERS.contains(csr.name()) || csr.name().matches("misa|hgei[ep]|pmpcfg2|pmpaddr15|mideleg")) {
            return;
        }
        for (Field field : csr.fields()) {
            if (field.access() == Access.RW && !field.name().matches("SGEI.|HUR")) {
                for (String value : classes(csr, field)) {
                    coverage.declare("field/" + csr.name() + "." + field.name() + "/" + value);
                }
            }
        }
        if (csr.fields().isEmpty()) {
            coverage.declare("field/" + csr.name() + "/0");
            coverage.declare("field/" + csr.name() + "/other");
        }
    }

    /** Names of the classes of values: each value of small fields, else 0 and the rest. */
    private static List<String> classes(Csr csr, Field field) {
        List<String> names = new ArrayList<>();
        long[] legal = LEGAL.get(csr.name() + "." + field.name());
        if (legal != null) {
            for (long value : legal) {
                names.add(Long.toString(value));
            }
        } else {
            names.add("0");
            names.add(field.width() == 1 ? "1" : "other");
        }
        return names;
    }

    /** The class of {@code value}. */
    static String valueClass(String field, int width, long value) {
        return LEGAL.containsKey(field) || width == 1 || value == 0 ? Long.toString(value) : "other";
    }

    private static List<Mode> handlers(int cause, Mode origin) {
        List<Mode> handlers = new ArrayList<>(List.of(Mode.M));
        if (origin != Mode.M && cause != Cause.ECALL_HS) {
            handlers.add(Mode.HS);
            if (origin.virtual && cause != Cause.ECALL_VS && cause < 20) {
                handlers.add(Mode.VS);
            }
        }
        return handlers;
    }

    private static List<Mode> origins(int cause) {
        List<Mode> all = List.of(Mode.values());
        List<Mode> lower = List.of(Mode.HS, Mode.U, Mode.VS, Mode.VU);
        List<Mode> guest = List.of(Mode.VS, Mode.VU);
        return switch (cause) {
            case 0 -> List.of(); // never with C
            case 1, 12 -> lower;
            case 8 -> List.of(Mode.U, Mode.VU);
            case 9 -> List.of(Mode.HS);
            case 10 -> List.of(Mode.VS);
            case 11 -> List.of(Mode.M);
            case 20, 22 -> guest;
            default -> all;
        };
    }

    static String trap(int cause, Mode origin, Mode handler) {
        return "trap/" + Cause.name(cause) + "/" + origin + " to " + handler;
    }

    private static void traps(Coverage coverage) {
        new TreeMap<>(RiscvFacts.exceptions()).values().forEach(code -> {
            int cause = code.intValue();
            for (Mode origin : origins(cause)) {
                handlers(cause, origin).forEach(handler -> coverage.declare(trap(cause, origin, handler)));
            }
        });
    }

    static String interrupt(int code, Mode origin, Mode handler) {
        return "interrupt/" + Cause.name(Cause.INTERRUPT | code).replace(" interrupt", "") + "/" + origin + " to " + handler;
    }

    /** S-level and VS-level ones: those of M come from devices, which run at their own time on QEMU. */
    private static void interrupts(Coverage coverage) {
        for (int code : new int[] {1, 5, 9}) {
            for (Mode origin : Mode.values()) {
                coverage.declare(interrupt(code, origin, Mode.M));
                if (origin != Mode.M) {
                    coverage.declare(interrupt(code, origin, Mode.HS));
                }
            }
        }
        for (int code : new int[] {2, 6, 10}) {
            for (Mode origin : new Mode[] {Mode.HS, Mode.U, Mode.VS, Mode.VU}) {
                coverage.declare(interrupt(code, origin, Mode.HS));
                if (origin.virtual) {
                    coverage.declare(interrupt(code, origin, Mode.VS));
                }
            }
        }
    }

    static String fault(Stage stage, Step step, String kind) {
        return "pte/" + stage + "/" + step + "/" + kind;
    }

    static String level(Stage stage, Step step, int level) {
        return "level/" + stage + "/" + step + "/" + level;
    }

    private static void translation(Coverage coverage) {
        for (Stage stage : new Stage[] {Stage.S, Stage.VS, Stage.G, Stage.WALK}) {
            for (Step step : Step.values()) {
                if (!possible(stage, step)) {
                    continue;
                }
                for (String kind : KINDS) {
                    if (possible(stage, step, kind)) {
                        coverage.declare(fault(stage, step, kind));
                    }
                }
                if (step != Step.ADDRESS) {
                    for (int level = 0; level < 3; level++) {
                        boolean rootNowhere = step == Step.TABLE && level == 2 && stage != Stage.VS; // the program itself would not be there
                        if (!(step == Step.NO_LEAF && level > 0 || step == Step.MISALIGNED && level == 0 || rootNowhere)) {
                            coverage.declare(level(stage, step, level));
                        }
                    }
                }
            }
        }
    }

    private static boolean possible(Stage stage, Step step) {
        boolean second = stage == Stage.G || stage == Stage.WALK;
        return switch (step) {
            case REFUSED -> false;
            case USER -> !second; // G-stage translates as for U-mode
            case WRITE, EXECUTE, DIRTY, OK -> stage != Stage.WALK;
            default -> true;
        };
    }

    private static boolean possible(Stage stage, Step step, String kind) {
        boolean stores = Set.of("store", "amo", "sc", "hsv").contains(kind);
        boolean guest = kind.startsWith("h");
        if (guest && stage == Stage.S) {
            return false;
        }
        return switch (step) {
            case READ -> stage == Stage.WALK || Set.of("load", "lr", "hlv").contains(kind);
            case WRITE, DIRTY -> stores;
            case EXECUTE -> kind.equals("fetch") || kind.equals("hlvx");
            default -> true;
        };
    }
}
