package org.haiov.sim.golden.gdb;

/** A request that cannot be carried out; GDB is told so and the session goes on. */
final class GdbError extends Exception {
    private static final long serialVersionUID = 1L;

    /** Numbers as errno has them; GDB shows nothing else where it does not take messages. */
    enum Kind {
        MALFORMED(22), NO_THREAD(3), NO_REGISTER(2), NO_MEMORY(14), REFUSED(1);

        final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private final Kind kind;

    GdbError(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param messages whether the other side takes a message (its feature {@code error-message}) */
    String reply(boolean messages) {
        return messages ? "E." + getMessage() : String.format("E%02x", kind.number);
    }
}
