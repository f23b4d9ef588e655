package org.haiov.sim.golden.device.virtio;

import java.io.IOException;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Ram;

/** Console device (5.3) with one port and no features: queue 0 receives, queue 1 transmits. */
final class SerialConsole implements VirtioDevice {
    static final int RECEIVE = 0;
    static final int TRANSMIT = 1;
    private static final int ID = 3;
    private static final int NONE = -1;

    private final Console console;
    private final Ram ram;
    private int waiting = NONE;

    SerialConsole(Console console, Ram ram) {
        this.console = console;
        this.ram = ram;
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public int queues() {
        return 2;
    }

    @Override
    public int configuration(int offset) {
        return 0;
    }

    /** Whether there is input for the driver. */
    boolean hasInput() {
        if (waiting == NONE) {
            waiting = console.read();
        }
        return waiting != NONE;
    }

    @Override
    public boolean serve(int number, SplitQueue queue) throws MalformedRing {
        return number == TRANSMIT ? transmit(queue) : receive(queue);
    }

    private boolean transmit(SplitQueue queue) throws MalformedRing {
        boolean any = false;
        for (Chain chain = queue.next(); chain != null; chain = queue.next()) {
            try {
                chain.readable().pieces(0, chain.readable().length(), (index, length, offset) -> {
                    for (int i = 0; i < length; i++) {
                        console.write(ram.bytes[index + i] & 0xFF);
                    }
                });
            } catch (IOException e) {
                throw new AssertionError(e); // consoles do not say so
            }
            queue.used(chain, 0);
            any = true;
        }
        return any;
    }

    private boolean receive(SplitQueue queue) throws MalformedRing {
        boolean any = false;
        while (hasInput()) {
            Chain chain = queue.next();
            if (chain == null) {
                break;
            }
            if (chain.writable().length() == 0) {
                throw new MalformedRing("a receive buffer without a byte to write");
            }
            byte[] octets = new byte[(int) Math.min(4096, chain.writable().length())];
            int count = 0;
            while (count < octets.length && hasInput()) {
                octets[count++] = (byte) waiting;
                waiting = NONE;
            }
            chain.writable().put(0, octets, count);
            queue.used(chain, count);
            any = true;
        }
        return any;
    }
}
