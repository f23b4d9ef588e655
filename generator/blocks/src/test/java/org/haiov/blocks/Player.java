package org.haiov.blocks;

/** One side of a link, played by a test. In each cycle all players first drive, then all look at what the hardware makes of it. */
public interface Player {
    /** Sets inputs of the hardware, by own state alone. */
    void drive();

    /** Looks at outputs, just before the edge. */
    void observe();

    /** Runs cycles. */
    static void play(Ports ports, Iterable<? extends Player> players, long cycles) {
        for (long i = 0; i < cycles; i++) {
            players.forEach(Player::drive);
            players.forEach(Player::observe);
            ports.sim.step();
        }
    }
}
