package org.haiov.sim.golden.vi;

/** What a hart reports of its user VI in u.event, with the state it must come from (docs/hart-link.md, section 5). */
public enum UserEvent {
    NONE(0, null, null),
    /** Entry committed. */
    ENTER(1, UserState.PRES, UserState.ACT),
    /** HS wrote TAKE=1. */
    TAKE(2, UserState.PRES, UserState.IDLE),
    /** HS cleared PRES, or a push met EN=0. */
    GIVEBACK(3, UserState.PRES, UserState.IDLE),
    /** Answer to u.withdraw. */
    WITHDRAWN(4, UserState.PRES, UserState.IDLE),
    /** Unwound by a trap. */
    PARK(5, UserState.ACT, UserState.PARK),
    /** Entry repeated. */
    RESUME(6, UserState.PARK, UserState.ACT),
    /** URET ended the switch. */
    END(7, UserState.ACT, UserState.IDLE),
    /** HS cleared PARK: the handler left the hart. */
    RELEASE(8, UserState.PARK, UserState.IDLE);

    private static final UserEvent[] BY_CODE = values();

    private final int code;
    private final UserState from;
    private final UserState to;

    UserEvent(int code, UserState from, UserState to) {
        this.code = code;
        this.from = from;
        this.to = to;
    }

    public int code() {
        return code;
    }

    UserState from() {
        return from;
    }

    UserState to() {
        return to;
    }

    /** The event of a u.event value, or null where the code is none. */
    static UserEvent of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
