package org.haiov.hdl;

/**
 * The name of something declared. A local variable's name may be replaced, by a collection's or field's that the thing ends up in;
 * a field's, or one given with {@code named}, stays.
 */
final class GivenName {
    private String text;
    private boolean settled;

    GivenName(Site site) {
        suggest(site);
    }

    /** Null while nothing has named it. */
    String text() {
        return text;
    }

    boolean settled() {
        return settled;
    }

    /** Takes the name of the variable or field that a call's result goes into, if it does, unless there is a final one. */
    void suggest(Site site) {
        offer(site.name(), site.inField());
    }

    /** Takes a name unless there is a final one. */
    void offer(String name, boolean isFinal) {
        if (name != null && !settled) {
            text = name;
            settled = isFinal;
        }
    }

    /** Takes the name whatever was before. */
    void settle(String name) {
        text = name;
        settled = true;
    }
}
