package org.haiov.ir;

/**
 * A place in the user's Java source.
 *
 * @param file source file's name as the compiler recorded it, e.g. {@code Fifo.java}
 * @param line 1-based line, 0 where unknown
 * @param owner binary name of the class that holds the line, e.g. {@code org.acme.Fifo}
 */
public record Loc(String file, int line, String owner) {
    /** Stands where no user code is behind a node, e.g. in a netlist read from elsewhere. */
    public static final Loc UNKNOWN = new Loc("unknown", 0, "");

    /** {@code File.java:42}, the form in messages and in the Verilog's comments. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
