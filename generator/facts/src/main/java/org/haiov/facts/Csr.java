package org.haiov.facts;

import java.util.List;

/**
 * A control and status register of Xhaiov.
 *
 * @param name the manual's name
 * @param address 12-bit CSR address
 * @param availableTo modes it is there for, as in the manual's table
 * @param fields highest bits first; none means 64 bits of plain data
 * @param text one line for manuals
 */
public record Csr(String name, int address, String availableTo, List<Field> fields, String text) {
    public Csr {
        fields = List.copyOf(fields);
        if (address < 0 || address > 0xFFF) {
            throw new FactsException("CSR " + name + ": address 0x" + Integer.toHexString(address) + " has more than 12 bits");
        }
    }

    public Field field(String field) {
        return new Register(name, 0, 0, "", Access.RW, Writable.ALWAYS, fields, text).field(field);
    }
}
