package org.haiov.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A warning: something that works but that the user will want to know.
 *
 * @param kind stable name of the kind, e.g. {@code unused-input}
 * @param what what was seen, with the signal's path
 * @param wayOut what silences it rightly
 * @param places the user's lines
 */
public record Diagnostic(String kind, String what, String wayOut, List<Loc> places) {
    /** One message for a mistake or a warning: the place, what is wrong, the other places, the way out. */
    static String format(String what, String wayOut, List<Loc> places) {
        String first = places.isEmpty() ? "" : places.getFirst() + ": ";
        String others = places.size() < 2 ? "" : places.stream().skip(1).map(Loc::toString)
                .collect(Collectors.joining(", ", " (also at ", ")"));
        return first + what + others + (wayOut.isEmpty() ? "" : "\n  " + wayOut);
    }

    @Override
    public String toString() {
        return "warning: " + format(what, wayOut, places) + " [" + kind + "]";
    }
}
