package org.haiov.sim.golden.machine;

/**
 * How a run ended.
 *
 * @param kind why
 * @param code what the program says of itself, 0 where it says nothing
 * @param message for {@link Kind#ERROR}: what the program did
 */
public record Outcome(Kind kind, int code, String message) {
    private static final int FAILED = 1;

    public enum Kind {
        /** The program ended itself. */
        EXIT,
        /** The program asked for a reset. */
        RESET,
        /** As many instructions as were allowed have retired. */
        LIMIT,
        /** Every hart waits for an interrupt that nothing can raise, or a hart only traps. */
        STUCK,
        /** The {@link Supervisor} stopped the run. */
        STOPPED,
        /** The program used the machine in a way it cannot answer. */
        ERROR
    }

    /** Exit status of a process that stands for the program: the program's own, which is never 0 for a code other than 0; 1 for a failure. */
    public int status() {
        return switch (kind) {
            case EXIT -> (code & 0xFF) != 0 || code == 0 ? code & 0xFF : 0xFF;
            case RESET -> 0;
            case LIMIT, STUCK, STOPPED, ERROR -> FAILED;
        };
    }
}
