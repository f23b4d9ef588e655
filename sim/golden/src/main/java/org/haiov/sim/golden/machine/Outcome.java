package org.haiov.sim.golden.machine;

/**
 * How a run ended.
 *
 * @param kind why
 * @param code what the program says of itself, 0 where it says nothing
 * @param message for {@link Kind#ERROR}: what the program did
 */
public record Outcome(Kind kind, int code, String message) {
    public enum Kind {
        /** The program ended itself. */
        EXIT,
        /** The program asked for a reset. */
        RESET,
        /** As many instructions as were allowed have retired. */
        LIMIT,
        /** Every hart waits for an interrupt that nothing can raise, or a hart only traps. */
        STUCK,
        /** The program used the machine in a way it cannot answer. */
        ERROR
    }
}
