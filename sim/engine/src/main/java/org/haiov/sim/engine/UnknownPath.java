package org.haiov.sim.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.haiov.ir.HaiovException;

/** A path that names nothing in the design, told with those that are spelt most alike. */
public final class UnknownPath extends HaiovException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    /**
     * @param what {@code signal}, {@code memory} or the like
     * @param known paths there are
     */
    public UnknownPath(String what, String path, Collection<String> known) {
        super("no " + what + " '" + path + "' in the design" + hint(path, known));
    }

    private static String hint(String path, Collection<String> known) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        List<String> close = known.stream().filter(k -> distance(path, k) <= Math.max(2, path.length() / 3)
                || k.endsWith("." + last) || k.equals(last))
                .sorted(Comparator.comparingInt((String k) -> distance(path, k)).thenComparing(k -> k)).limit(SHOWN).toList();
        return close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
    }

    /** Insertions, deletions and replacements of one character that make one of the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
