package org.haiov.facts;

/**
 * A 32-bit instruction encoding: a word {@code w} is this instruction if {@code (w & mask) == match}.
 *
 * @param name the manual's mnemonic, e.g. {@code amoadd.w}
 * @param match fixed bits
 * @param mask ones where a bit is fixed
 * @param format how the operands stand in the word; one of the formats of instructions.json
 * @param extension extension that brings it, e.g. {@code M}
 */
public record Instruction(String name, int match, int mask, String format, String extension) {
    public Instruction {
        if ((match & ~mask) != 0) {
            throw new FactsException("instruction " + name + ": match 0x" + Integer.toHexString(match) + " has bits outside mask 0x"
                    + Integer.toHexString(mask));
        }
    }

    public boolean matches(int word) {
        return (word & mask) == match;
    }
}
