package org.haiov.verilog;

import java.util.List;
import org.haiov.ir.Check;

/**
 * One module as it is to be printed: what to say in which order, all decisions taken. The template {@code module.vm} loops over it.
 *
 * <p>{@code typed} is a name with its range in front ({@code [7:0] count}); {@code place} a line of the user's source, for a comment.
 *
 * @param javaClass the user's class
 * @param state registers and read data
 * @param joints nets that instances drive
 * @param logic wires and outputs with their values, each below those it reads
 * @param clocked blocks that act at a clock edge
 * @param unused nets and parts of nets that nothing reads, printed with commas, empty for none
 * @param unusedName name of the wire that tells lint tools so
 */
public record RtlModule(String name, String javaClass, String place, List<Port> ports, List<State> state, List<Array> memories,
        List<Joint> joints, List<Logic> logic, List<Clocked> clocked, List<Child> children, List<Property> properties,
        String unused, String unusedName) {

    /**
     * @param input whether it is an input or a clock
     * @param procedural whether an {@code always} block drives it
     */
    public record Port(boolean input, boolean procedural, String typed, String place) {
    }

    /** @param init the value at power-up, printed */
    public record State(String typed, String init, String place) {
    }

    /**
     * A memory's array.
     *
     * @param attributes printed, empty for none
     * @param last highest address
     * @param zero the constant that every word starts as, or empty
     * @param words initial words as statements
     * @param file file with the initial words, or empty
     * @param severalClocks whether more than one clock writes it
     */
    public record Array(String typed, String name, String attributes, int last, String zero, List<String> words, String file,
            String counter, boolean severalClocks, String place) {
        public boolean initialised() {
            return !zero.isEmpty() || !words.isEmpty() || !file.isEmpty();
        }
    }

    public record Joint(String typed, String place) {
    }

    /**
     * A wire or an output.
     *
     * @param declared whether it is declared here, as ports are not
     * @param value the expression, or empty where {@code lines} say it
     * @param lines body of an {@code always} block
     * @param gap whether a blank line stands before it: blocks stand apart
     */
    public record Logic(String typed, String name, boolean declared, String value, List<String> lines, boolean gap, String place) {
        public boolean block() {
            return !lines.isEmpty();
        }
    }

    /** @param clock name of the clock; {@code lines} the block's body */
    public record Clocked(String clock, List<String> lines, String place) {
    }

    public record Child(String definition, List<Binding> parameters, String name, List<Binding> ports, String place) {
    }

    /** {@code name} of a parameter or port with what it is given. */
    public record Binding(String name, String value) {
    }

    /**
     * A check.
     *
     * @param guard condition under which it is looked at, or empty
     */
    public record Property(Check.Kind kind, String clock, String guard, String label, String condition, String message, String place) {
        public boolean isAssert() {
            return kind == Check.Kind.ASSERT;
        }

        public boolean isAssume() {
            return kind == Check.Kind.ASSUME;
        }
    }
}
