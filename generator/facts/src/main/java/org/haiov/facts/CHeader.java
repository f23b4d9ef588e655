package org.haiov.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Facts of Xhaiov as a header for C and assembler: software/runtime/xhaiov-facts.h. */
public final class CHeader {
    private final StringBuilder out = new StringBuilder();

    private CHeader() {}

    /** Writes the header to the file that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text(), StandardCharsets.UTF_8);
    }

    /** The header's text. Masks are in the register's place, shifts go with them. */
    public static String text() {
        CHeader header = new CHeader();
        header.write();
        return header.out.toString();
    }

    private void write() {
        out.append("/* Made from generator/facts by org.haiov.facts.CHeader; do not edit. */\n#ifndef XHAIOV_FACTS_H\n#define XHAIOV_FACTS_H\n");
        out.append("\n/* CSRs of Xhaiov: numbers; masks and shifts of their fields. */\n");
        for (Csr csr : Facts.csrs()) {
            define("CSR_" + name(csr.name()), csr.address());
            csr.fields().forEach(field -> field(csr.name(), field));
        }
        define("HSTATUS_HUR", Facts.standardField("hstatus.HUR").mask());
        out.append("\n/* Indices of the banked CSRs in shgpr. */\n");
        for (int i = 0; i < Facts.bank().size(); i++) {
            define("BANK_" + name(Facts.bank().get(i)), 32 + i);
        }
        out.append("\n/* Causes. */\n");
        causes("CAUSE_", Facts.exceptions());
        causes("INTERRUPT_", Facts.interrupts());
        out.append("\n/* Registers of the VI controller: offsets, strides of arrays, fields. */\n");
        RegisterMap vi = Facts.viController();
        define("VI_BASE", vi.base());
        for (Register register : vi.registers()) {
            define("VI_" + name(register.name()), register.offset());
            if (register.stride() != 0) {
                define("VI_" + name(register.name()) + "_STRIDE", register.stride());
            }
            register.fields().forEach(field -> field("VI_" + register.name(), field));
        }
        out.append("#endif\n");
    }

    private void causes(String prefix, Map<String, Long> causes) {
        causes.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(cause -> define(prefix + name(cause.getKey()), cause.getValue()));
    }

    private void field(String register, Field field) {
        define(name(register) + "_" + name(field.name()), field.mask());
        if (field.lsb() != 0) {
            define(name(register) + "_" + name(field.name()) + "_SHIFT", field.lsb());
        }
    }

    private void define(String name, long value) {
        out.append("#define ").append(name).append(" 0x").append(Long.toHexString(value)).append('\n');
    }

    private static String name(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("\\W", "_");
    }
}
