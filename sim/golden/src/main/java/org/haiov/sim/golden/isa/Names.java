package org.haiov.sim.golden.isa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;

/** Names of registers (the ABI's) and of CSRs. */
public final class Names {
    private static final String[] REGISTERS = {"zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5",
        "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"};
    private static final Map<Integer, String> CSRS = new HashMap<>();

    static {
        for (List<Csr> file : List.of(RiscvFacts.csrs(), Facts.csrs())) {
            file.forEach(csr -> CSRS.put(csr.address(), csr.name()));
        }
    }

    private Names() {}

    public static String register(int number) {
        return REGISTERS[number];
    }

    /** The CSR's name, or its number where it has none. */
    public static String csr(int address) {
        String name = CSRS.get(address);
        return name != null ? name : "0x" + Integer.toHexString(address);
    }
}
