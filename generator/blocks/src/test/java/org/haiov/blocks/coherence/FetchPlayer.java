package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;

/** An instruction cache: reads lines, and sees what the data caches have stored by then. */
final class FetchPlayer implements Player {
    private final Ports ports;
    private final String link;
    private final Random random;
    private final Reference reference;
    private final Lines lines;
    private boolean wanted;
    private boolean running;
    private long target;
    private long[] filling;
    private int filled;
    long transactions;
    boolean draining;

    FetchPlayer(Ports ports, int index, Random random, Reference reference, Lines lines) {
        this.ports = ports;
        this.link = "fetch_" + index + "_";
        this.random = random;
        this.reference = reference;
        this.lines = lines;
    }

    boolean idle() {
        return !running && !wanted;
    }

    @Override
    public void drive() {
        if (!running && !wanted && !draining && random.nextInt(8) == 0) {
            wanted = true;
            target = lines.all().get(random.nextInt(lines.all().size()));
        } else if (wanted && random.nextInt(20) == 0) {
            wanted = false;
        }
        ports.set(link + "req_valid", wanted);
        ports.set(link + "req_op", LineOp.SHARE.ordinal());
        ports.set(link + "req_address", target);
    }

    @Override
    public void observe() {
        assertFalse(ports.is(link + "probe_valid"), "an instruction cache is probed");
        if (running) {
            if (ports.is(link + "in_valid")) {
                filling[filled++] = ports.get(link + "in_data");
            }
            if (ports.is(link + "in_done")) {
                transactions++;
                running = false;
                assertEquals(lines.fails(target), ports.is(link + "in_error"));
                assertEquals(lines.nowhere(target) ? 0 : lines.words(), filled);
                if (!lines.fails(target)) {
                    reference.same(target, filling, link);
                }
            }
        }
        if (wanted && ports.is(link + "req_ready")) {
            wanted = false;
            running = true;
            filled = 0;
            filling = new long[lines.words()];
        }
    }
}
