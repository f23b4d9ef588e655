package org.haiov.facts;

import java.util.List;
import java.util.Map;

/** The facts, read once. */
public final class Facts {
    private Facts() {}

    private static final class Controller {
        static final RegisterMap MAP = FactsJson.resource("vi-controller.json").registerMap();
    }

    private static final class Csrs {
        static final FactsJson JSON = FactsJson.resource("csrs.json");
        static final List<Csr> ALL = List.copyOf(JSON.csrs());
        static final List<Field> FIELDS = List.copyOf(JSON.fields());
        static final List<String> BANK = JSON.names("bank");
        static final Map<String, Long> EXCEPTIONS = Map.copyOf(JSON.numbers("exceptions"));
        static final Map<String, Long> INTERRUPTS = Map.copyOf(JSON.numbers("interrupts"));
    }

    /** Register map, sizes and constants of the VI controller (Xhaiov 0.3, section 4). */
    public static RegisterMap viController() {
        return Controller.MAP;
    }

    /** CSRs of Xhaiov (section 1). */
    public static List<Csr> csrs() {
        return Csrs.ALL;
    }

    public static Csr csr(String name) {
        return Csrs.ALL.stream().filter(csr -> csr.name().equals(name)).findFirst()
                .orElseThrow(() -> new FactsException("csrs.json has no CSR " + name));
    }

    /** Fields of Xhaiov in standard CSRs, named {@code CSR.FIELD}. */
    public static Field standardField(String name) {
        return Csrs.FIELDS.stream().filter(field -> field.name().equals(name)).findFirst()
                .orElseThrow(() -> new FactsException("csrs.json has no field " + name + " of a standard CSR"));
    }

    /** The CSRs of a bank in the order of shgpr: the first has index 32, after x0 to x31. */
    public static List<String> bank() {
        return Csrs.BANK;
    }

    /** Exception codes of Xhaiov by name. */
    public static Map<String, Long> exceptions() {
        return Csrs.EXCEPTIONS;
    }

    /** Interrupt codes of Xhaiov by name, without the interrupt bit. */
    public static Map<String, Long> interrupts() {
        return Csrs.INTERRUPTS;
    }

    /** Exception codes of Xhaiov by name (section 2). */
    public static int exception(String name) {
        return cause(Csrs.EXCEPTIONS, name);
    }

    /** Interrupt codes of Xhaiov by name, without the interrupt bit (section 2). */
    public static int interrupt(String name) {
        return cause(Csrs.INTERRUPTS, name);
    }

    private static int cause(Map<String, Long> causes, String name) {
        Long cause = causes.get(name);
        if (cause == null) {
            throw new FactsException("csrs.json has no cause " + name + "; it has " + causes.keySet());
        }
        return Math.toIntExact(cause);
    }
}
