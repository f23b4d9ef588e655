package org.haiov.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts of the ratified RISC-V manuals and of the platform, read once; those of Xhaiov are in {@link Facts}. */
public final class RiscvFacts {
    private RiscvFacts() {}

    private static final class Isa {
        static final FactsJson JSON = FactsJson.resource("instructions.json");
        static final List<Instruction> ALL = List.copyOf(JSON.instructions());
    }

    private static final class Privileged {
        static final FactsJson JSON = FactsJson.resource("privileged.json");
        static final List<Csr> CSRS = List.copyOf(JSON.csrs());
        static final Map<String, Long> EXCEPTIONS = Map.copyOf(JSON.numbers("exceptions"));
        static final Map<String, Long> INTERRUPTS = Map.copyOf(JSON.numbers("interrupts"));
    }

    private static final class Platform {
        static final FactsJson JSON = FactsJson.resource("memory-map.json");
        static final List<Region> REGIONS = List.copyOf(JSON.regions());
        static final Map<String, Long> INTERRUPTS = Map.copyOf(JSON.numbers("interrupts"));
    }

    /** Every 32-bit instruction, no two of them matching one word. */
    public static List<Instruction> instructions() {
        return Isa.ALL;
    }

    /** Standard CSRs, M to U. */
    public static List<Csr> csrs() {
        return Privileged.CSRS;
    }

    public static Csr csr(String name) {
        return csrs().stream().filter(csr -> csr.name().equals(name)).findFirst()
                .orElseThrow(() -> new FactsException("privileged.json has no CSR " + name));
    }

    /** Exception codes by name. */
    public static Map<String, Long> exceptions() {
        return Privileged.EXCEPTIONS;
    }

    /** Interrupt codes by name, without the interrupt bit. */
    public static Map<String, Long> interrupts() {
        return Privileged.INTERRUPTS;
    }

    public static int exception(String name) {
        return number("privileged.json", "exception", Privileged.EXCEPTIONS, name);
    }

    public static int interrupt(String name) {
        return number("privileged.json", "interrupt", Privileged.INTERRUPTS, name);
    }

    /** Regions of the physical address space, by rising base. */
    public static List<Region> regions() {
        return Platform.REGIONS;
    }

    public static Region region(String name) {
        return regions().stream().filter(region -> region.name().equals(name)).findFirst()
                .orElseThrow(() -> new FactsException("memory-map.json has no region " + name));
    }

    /** Number at the interrupt controller of a device; of the first where there are several. */
    public static int deviceInterrupt(String device) {
        return number("memory-map.json", "interrupt of", Platform.INTERRUPTS, device);
    }

    private static int number(String file, String kind, Map<String, Long> numbers, String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new FactsException(file + " has no " + kind + " " + name + "; it has " + Set.copyOf(numbers.keySet()));
        }
        return Math.toIntExact(number);
    }
}
