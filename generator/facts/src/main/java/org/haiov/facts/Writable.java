package org.haiov.facts;

/** When a write of a register or field of the VI controller has an effect. */
public enum Writable {
    ALWAYS,
    /** Only while its VID is masked and not presented, running or parked; else it is ignored (Xhaiov 0.3, section 4). */
    QUIET
}
