package org.haiov.ir;

import java.util.List;

/**
 * A mistake in a hardware description. Each kind of mistake is a subclass; every one names the signal, the places in the
 * user's source and the way out.
 */
public abstract class DesignException extends HaiovException {
    private static final long serialVersionUID = 1L;
    private final transient List<Loc> places;

    /**
     * @param what what is wrong, with signal path and widths
     * @param wayOut what the user can do about it
     * @param places the user's lines, the one to look at first in front
     */
    protected DesignException(String what, String wayOut, List<Loc> places) {
        super(Diagnostic.format(what, wayOut, places));
        this.places = List.copyOf(places);
    }

    /** The user's lines that the mistake is made of, the one to look at first in front. */
    public List<Loc> places() {
        return places;
    }
}
