package org.haiov.verilog;

/** Breaks printed expressions that are too long to read in one line. In Verilog any blank may as well be a line's end. */
final class LineBreaks {
    private static final int LONGEST = 120;
    private static final String JOINING = "&|^+?:";

    private LineBreaks() {
    }

    /**
     * @param text without comments and strings
     * @param column where its first line starts
     * @param indent blanks in front of the lines that follow
     */
    static String wrap(String text, int column, int indent) {
        if (column + text.length() <= LONGEST) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
        int from = 0;
        int room = LONGEST - column;
        while (text.length() - from > room) {
            int end = lastGoodBreak(text, from, from + room);
            if (end <= from) {
                end = text.lastIndexOf(' ', from + room);
            }
            if (end <= from) {
                end = text.indexOf(' ', from + room);
            }
            if (end < 0) {
                break;
            }
            out.append(text, from, end).append('\n').repeat(' ', indent);
            from = end + 1;
            room = LONGEST - indent;
        }
        return out.append(text, from, text.length()).toString();
    }

    /** The last blank behind a comma or in front of an operator that joins whole terms; {@code from} where there is none. */
    private static int lastGoodBreak(String text, int from, int to) {
        for (int i = Math.min(to, text.length() - 2); i > from; i--) {
            if (text.charAt(i) == ' ' && (text.charAt(i - 1) == ',' || JOINING.indexOf(text.charAt(i + 1)) >= 0)) {
                return i;
            }
        }
        return from;
    }
}
