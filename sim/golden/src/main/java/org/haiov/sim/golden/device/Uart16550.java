package org.haiov.sim.golden.device;

import java.util.function.Consumer;

/** 16550A serial port, registers one byte apart. Its transmitter is always ready, and no time passes on the line. */
public final class Uart16550 implements Device {
    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTER_EMPTY = 2;
    private static final int IIR_NONE = 1;
    private static final int IIR_TRANSMITTER_EMPTY = 2;
    private static final int IIR_RECEIVED = 4;
    private static final int IIR_FIFO = 0xC0;
    private static final int LCR_DLAB = 0x80;
    private static final int LSR_READY = 1;
    private static final int LSR_EMPTY = 0x60;
    private static final int MCR_LOOP = 0x10;
    private static final int NONE = -1;

    private final Console console;
    private final Consumer<Boolean> line;
    private int interruptEnable;
    private int lineControl;
    private int modemControl;
    private int scratch;
    private int divisor = 1;
    private boolean fifo;
    private int received = NONE;
    private boolean transmitterEmpty;

    /** @param line told the level of the interrupt line */
    public Uart16550(Console console, Consumer<Boolean> line) {
        this.console = console;
        this.line = line;
    }

    /** Looks for input; to be called from time to time. */
    public void poll() {
        if (received == NONE && (modemControl & MCR_LOOP) == 0) {
            received = console.read();
            if (received != NONE) {
                update();
            }
        }
    }

    @Override
    public long load(long offset, int size) {
        if (size != 1) {
            throw BusFault.INSTANCE;
        }
        boolean latch = (lineControl & LCR_DLAB) != 0;
        return switch ((int) offset) {
            case 0 -> latch ? divisor & 0xFF : receive();
            case 1 -> latch ? divisor >>> 8 : interruptEnable;
            case 2 -> identify();
            case 3 -> lineControl;
            case 4 -> modemControl;
            case 5 -> LSR_EMPTY | (received != NONE ? LSR_READY : 0);
            case 6 -> (modemControl & MCR_LOOP) != 0 ? loopedModem() : 0xB0; // carrier, data set ready, clear to send
            case 7 -> scratch;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, int size, long value) {
        if (size != 1) {
            throw BusFault.INSTANCE;
        }
        int octet = (int) value & 0xFF;
        boolean latch = (lineControl & LCR_DLAB) != 0;
        switch ((int) offset) {
            case 0 -> {
                if (latch) {
                    divisor = divisor & 0xFF00 | octet;
                } else {
                    transmit(octet);
                }
            }
            case 1 -> {
                if (latch) {
                    divisor = divisor & 0xFF | octet << 8;
                } else {
                    transmitterEmpty |= (octet & ~interruptEnable & IER_TRANSMITTER_EMPTY) != 0;
                    interruptEnable = octet & 15;
                }
            }
            case 2 -> {
                fifo = (octet & 1) != 0;
                if ((octet & 2) != 0) {
                    received = NONE;
                }
            }
            case 3 -> lineControl = octet;
            case 4 -> modemControl = octet & 31;
            case 7 -> scratch = octet;
            default -> { }
        }
        update();
    }

    private void transmit(int octet) {
        if ((modemControl & MCR_LOOP) != 0) {
            received = octet;
        } else {
            console.write(octet);
        }
        transmitterEmpty = true;
    }

    private int receive() {
        int octet = received;
        received = NONE;
        poll();
        update();
        return octet == NONE ? 0 : octet;
    }

    /** IIR; reading it takes the transmitter's interrupt back. */
    private int identify() {
        int id = fifo ? IIR_FIFO : 0;
        if (received != NONE && (interruptEnable & IER_RECEIVED) != 0) {
            return id | IIR_RECEIVED;
        }
        if (transmitterEmpty && (interruptEnable & IER_TRANSMITTER_EMPTY) != 0) {
            transmitterEmpty = false;
            update();
            return id | IIR_TRANSMITTER_EMPTY;
        }
        return id | IIR_NONE;
    }

    private int loopedModem() {
        return (modemControl & 2) << 3 | (modemControl & 1) << 5 | (modemControl & 4) << 4 | (modemControl & 8) << 4;
    }

    private void update() {
        line.accept(received != NONE && (interruptEnable & IER_RECEIVED) != 0
                || transmitterEmpty && (interruptEnable & IER_TRANSMITTER_EMPTY) != 0);
    }
}
