package org.haiov.sim.golden.gdb;

/** What comes in from a debugger. */
sealed interface Event {
    /** @param payload between $ and #, its escapes resolved; characters 0 to 255 */
    record Packet(String payload) implements Event {}

    /** Something that began as a packet. @param problem for people */
    record Malformed(String problem) implements Event {}

    enum Signal implements Event {
        /** Ctrl-C. */
        INTERRUPT,
        /** The other side has our last packet. */
        ACKNOWLEDGED,
        /** It wants our last packet again. */
        AGAIN,
        /** The connection has ended, maybe in the midst of a packet. */
        CLOSED
    }
}
