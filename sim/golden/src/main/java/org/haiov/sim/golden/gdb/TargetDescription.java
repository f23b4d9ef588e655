package org.haiov.sim.golden.gdb;

import java.util.List;
import org.haiov.facts.Csr;
import org.haiov.sim.golden.isa.Names;

/**
 * The target description (GDB manual, appendix G): the registers with their numbers, those of CSRs from the facts. GDB knows the
 * features {@code org.gnu.gdb.riscv.cpu}, {@code .csr} and {@code .virtual} (G.5.12).
 *
 * <p>CSRs are plain numbers for GDB: it could be told their fields, but would then refuse to set them to a number ("Invalid cast");
 * {@link Monitor} shows fields.
 */
final class TargetDescription {
    private static final int RA = 1;
    private static final int SP = 2;
    private static final int TP = 4;

    private TargetDescription() {}

    /** @param csrs those that the harts have */
    static String xml(List<Csr> csrs) {
        StringBuilder xml = new StringBuilder(1 << 16);
        // Without an OS ABI, GDB steps by asking for steps; where it takes the target for Linux it plants breakpoints, which traps do not meet.
        xml.append("<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n<target version=\"1.0\">\n")
                .append("<architecture>riscv:rv64</architecture>\n<osabi>none</osabi>\n<feature name=\"org.gnu.gdb.riscv.cpu\">\n");
        for (int i = 0; i < RegisterFile.PC; i++) {
            register(xml, Names.register(i), i == RA ? "code_ptr" : i >= SP && i <= TP ? "data_ptr" : "int", i);
        }
        register(xml, "pc", "code_ptr", RegisterFile.PC);
        xml.append("</feature>\n<feature name=\"org.gnu.gdb.riscv.csr\">\n");
        for (Csr csr : csrs) {
            register(xml, csr.name(), "uint64", RegisterFile.FIRST_CSR + csr.address());
        }
        xml.append("</feature>\n<feature name=\"org.gnu.gdb.riscv.virtual\">\n");
        register(xml, "priv", "int", RegisterFile.PRIVILEGE);
        register(xml, "virt", "int", RegisterFile.VIRTUAL);
        return xml.append("</feature>\n</target>\n").toString();
    }

    private static void register(StringBuilder xml, String name, String type, int number) {
        xml.append("<reg name=\"").append(name).append("\" bitsize=\"64\" type=\"").append(type).append("\" regnum=\"").append(number).append("\"/>\n");
    }
}
