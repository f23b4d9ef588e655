package org.haiov.sim.engine.wave;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A wave drawn in text, a column for each cycle: for error messages, and for tests that compare it with one they expect.
 *
 * <pre>
 * cycle  7   8   9   10
 * go     ____--------____
 * data   |0      |1a |1b
 * </pre>
 *
 * <p>A signal of one bit is low at {@code _} and high at {@code -}. A wider one shows its value in hexadecimal where it changes;
 * of a value with more digits than a column may have, the middle is left out.
 */
public final class TextWave {
    private static final int MOST_DIGITS = 16;
    private final long firstCycle;
    private final List<Trace> traces = new ArrayList<>();

    private record Trace(String label, int width, List<BigInteger> values) {
        String digits(int cycle) {
            String hex = values.get(cycle).toString(16);
            return hex.length() <= MOST_DIGITS ? hex
                    : hex.substring(0, MOST_DIGITS / 2 - 1) + ".." + hex.substring(hex.length() - MOST_DIGITS / 2 + 1);
        }
    }

    /** @param firstCycle the first column's cycle */
    public TextWave(long firstCycle) {
        this.firstCycle = firstCycle;
    }

    /**
     * Adds a line.
     *
     * @param width bits
     * @param values unsigned, one for each cycle from the first on
     */
    public TextWave add(String label, int width, List<BigInteger> values) {
        traces.add(new Trace(label, width, List.copyOf(values)));
        return this;
    }

    /** The wave, each line ended, without blanks at the ends of lines. */
    @Override
    public String toString() {
        int cycles = traces.stream().mapToInt(t -> t.values.size()).max().orElse(0);
        int labels = Math.max("cycle".length(), traces.stream().mapToInt(t -> t.label.length()).max().orElse(0)) + 2;
        int column = columnWidth();
        StringBuilder text = new StringBuilder();
        line(text, "cycle", labels, header(cycles, column));
        for (Trace trace : traces) {
            line(text, trace.label, labels, trace.width == 1 ? levels(trace, column) : values(trace, column));
        }
        return text.toString();
    }

    private int columnWidth() {
        int digits = 1;
        for (Trace trace : traces) {
            for (int i = 0; trace.width > 1 && i < trace.values.size(); i++) {
                digits = Math.max(digits, trace.digits(i).length());
            }
        }
        return Math.max(4, digits + 2);
    }

    private String header(int cycles, int column) {
        int every = Math.max(1, (Long.toString(firstCycle + cycles).length() + column) / column);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cycles; i += every) {
            pad(text, i * column);
            text.append(firstCycle + i);
        }
        return text.toString();
    }

    private static String levels(Trace trace, int column) {
        StringBuilder text = new StringBuilder();
        trace.values.forEach(v -> text.append((v.signum() == 0 ? "_" : "-").repeat(column)));
        return text.toString();
    }

    private static String values(Trace trace, int column) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < trace.values.size(); i++) {
            if (i == 0 || !trace.values.get(i).equals(trace.values.get(i - 1))) {
                pad(text, i * column);
                text.append('|').append(trace.digits(i));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, int labels, String content) {
        StringBuilder line = new StringBuilder(label);
        pad(line, labels);
        text.append(line.append(content).toString().stripTrailing()).append('\n');
    }

    private static void pad(StringBuilder text, int length) {
        text.repeat(' ', Math.max(0, length - text.length()));
    }
}
