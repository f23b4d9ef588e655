package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.haiov.blocks.Player;
import org.haiov.blocks.Ports;
import org.haiov.blocks.bus.AxiPlayer;

/** A device with coherent reads and masked writes. */
final class DmaPlayer implements Player {
    private final Ports ports;
    private final Random random;
    private final Reference reference;
    private final Lines lines;
    private boolean wanted;
    private boolean running;
    private boolean writes;
    private long target;
    private long[] data;
    private int[] mask;
    private int sent;
    private boolean shown;
    private int filled;
    long transactions;
    boolean draining;

    DmaPlayer(Ports ports, Random random, Reference reference, Lines lines) {
        this.ports = ports;
        this.random = random;
        this.reference = reference;
        this.lines = lines;
    }

    boolean idle() {
        return !running && !wanted;
    }

    @Override
    public void drive() {
        if (!running && !wanted && !draining && random.nextInt(12) == 0) {
            begin();
        }
        ports.set("dma_req_valid", wanted);
        ports.set("dma_req_write", writes);
        ports.set("dma_req_address", target);
        shown |= running && writes && sent < lines.words() && random.nextInt(3) > 0;
        ports.set("dma_out_valid", shown);
        ports.set("dma_out_data", shown ? data[sent] : random.nextLong());
        ports.set("dma_out_mask", shown ? mask[sent] : random.nextInt(256));
    }

    private void begin() {
        wanted = true;
        writes = random.nextBoolean();
        target = lines.all().get(random.nextInt(lines.all().size()));
        data = new long[lines.words()];
        mask = new int[lines.words()];
        for (int i = 0; i < lines.words(); i++) {
            data[i] = random.nextLong();
            mask[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(256);
        }
        sent = 0;
        filled = 0;
    }

    @Override
    public void observe() {
        if (running) {
            transaction();
        }
        if (wanted && ports.is("dma_req_ready")) {
            wanted = false;
            running = true;
        }
    }

    private void transaction() {
        if (shown && ports.is("dma_out_ready")) {
            sent++;
            shown = false;
        }
        if (ports.is("dma_in_valid")) {
            data[filled++] = ports.get("dma_in_data");
        }
        if (!ports.is("dma_in_done")) {
            return;
        }
        running = false;
        transactions++;
        boolean error = lines.fails(target) || writes && lines.rom(target);
        assertEquals(error, ports.is("dma_in_error"), "error");
        if (writes) {
            assertEquals(lines.words(), sent);
            for (int i = 0; i < lines.words() && !error; i++) {
                reference.line(target)[i] = AxiPlayer.merge(reference.line(target)[i], data[i], mask[i]);
            }
        } else {
            assertEquals(lines.nowhere(target) ? 0 : lines.words(), filled);
            if (!error) {
                reference.same(target, data, "DMA");
            }
        }
    }
}
