package org.haiov.verilog;

/**
 * How Verilog is laid out in files.
 *
 * @param singleFile all modules in one file named after the top, instead of one file a module
 * @param inlineWords initial words up to which a memory's contents stand in the module; longer ones go into a file of their own
 *     that {@code $readmemh} reads, by its name alone
 */
public record EmitOptions(boolean singleFile, int inlineWords) {
    public static final EmitOptions DEFAULT = new EmitOptions(false, 256);

    public EmitOptions {
        if (inlineWords < 0) {
            throw new IllegalArgumentException("inlineWords " + inlineWords);
        }
    }
}
