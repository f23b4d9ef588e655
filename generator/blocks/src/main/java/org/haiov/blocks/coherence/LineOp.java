package org.haiov.blocks.coherence;

/** What a cache asks of the hub. */
public enum LineOp {
    /** A copy to read. Granted exclusive where nobody else has one. */
    SHARE,
    /** A copy to write; all others go. It is dirty from the start: where another cache's was, memory does not get it. */
    OWN,
    /** The right to write the copy that is there; all others go. No data comes. */
    UPGRADE,
    /** Gives up a dirty copy; its data follow. */
    WRITE_BACK
}
