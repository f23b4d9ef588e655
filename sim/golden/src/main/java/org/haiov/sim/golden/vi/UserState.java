package org.haiov.sim.golden.vi;

/** A hart's state towards user VIs, as the controller mirrors it (docs/hart-link.md, section 5). */
enum UserState {
    /** ACT=PARK=PRES=0. */
    IDLE,
    /** Presented; u.push is high in this cycle, PRES follows. */
    PUSH,
    PRES,
    ACT,
    PARK
}
