package org.haiov.blocks.vi;

/** What a hart reports of its user VI, one event a cycle at most; codes and meaning in docs/hart-link.md section 5. */
public enum UserEvent {
    NONE(0), ENTER(1), TAKE(2), GIVEBACK(3), WITHDRAWN(4), PARK(5), RESUME(6), END(7), RELEASE(8);

    /** Bits of the code. */
    public static final int BITS = 4;

    private final int code;

    UserEvent(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
