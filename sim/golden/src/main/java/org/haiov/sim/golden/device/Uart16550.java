package org.haiov.sim.golden.device;

import java.util.function.Consumer;

/**
 * 16550A serial port (National Semiconductor PC16550D data sheet, chapter 8), registers one byte apart. Its transmitter is always ready, and
 * no time passes on the line: the character timeout of the receiver's FIFO is due at once.
 */
public final class Uart16550 implements Device {
    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTER_EMPTY = 2;
    private static final int IER_LINE_STATUS = 4;
    private static final int IER_MODEM_STATUS = 8;
    private static final int IIR_MODEM_STATUS = 0;
    private static final int IIR_NONE = 1;
    private static final int IIR_TRANSMITTER_EMPTY = 2;
    private static final int IIR_RECEIVED = 4;
    private static final int IIR_LINE_STATUS = 6;
    private static final int IIR_TIMEOUT = 12;
    private static final int IIR_FIFO = 0xC0;
    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVER = 2;
    private static final int LCR_DLAB = 0x80;
    private static final int LSR_READY = 1;
    private static final int LSR_OVERRUN = 2;
    private static final int LSR_EMPTY = 0x60;
    private static final int MCR_LOOP = 0x10;
    /** Carrier, data set ready, clear to send. */
    private static final int CONNECTED = 0xB0;
    private static final int TRAILING_EDGE_RING = 4;
    private static final int FIFO = 16;
    /** Receiver's trigger levels by FCR[7:6]. */
    private static final int[] TRIGGERS = {1, 4, 8, 14};

    private final Console console;
    private final Consumer<Boolean> line;
    private final int[] received = new int[FIFO];
    private int first;
    private int count;
    private int interruptEnable;
    private int lineControl;
    private int modemControl;
    private int modemStatus = CONNECTED;
    private int scratch;
    private int divisor = 1;
    private boolean fifo;
    private int trigger = 1;
    private boolean overrun;
    private boolean transmitterEmpty;

    /** @param line told the level of the interrupt line */
    public Uart16550(Console console, Consumer<Boolean> line) {
        this.console = console;
        this.line = line;
    }

    /** Looks for input; to be called from time to time. */
    public void poll() {
        if (looped() || count == room()) {
            return;
        }
        int octet = console.read();
        if (octet >= 0) {
            while (octet >= 0) {
                put(octet);
                octet = count == room() ? -1 : console.read();
            }
            update();
        }
    }

    private boolean looped() {
        return (modemControl & MCR_LOOP) != 0;
    }

    private int room() {
        return fifo ? FIFO : 1;
    }

    private void put(int octet) {
        if (count < room()) {
            received[(first + count++) % FIFO] = octet;
            return;
        }
        overrun = true;
        if (!fifo) {
            received[first] = octet; // without FIFO the new character overwrites, with it is lost
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
            case 5 -> lineStatus();
            case 6 -> modemStatus();
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
            case 2 -> control(octet);
            case 3 -> lineControl = octet;
            case 4 -> modem(octet & 31);
            case 7 -> scratch = octet;
            default -> { }
        }
        update();
    }

    /** FIFO control. The other bits count only together with the enable bit, whose change empties the FIFO. */
    private void control(int octet) {
        boolean enable = (octet & FCR_ENABLE) != 0;
        if (enable != fifo || enable && (octet & FCR_CLEAR_RECEIVER) != 0) {
            count = 0;
        }
        fifo = enable;
        trigger = enable ? TRIGGERS[octet >>> 6] : 1;
    }

    private void transmit(int octet) {
        if (looped()) {
            put(octet);
        } else {
            console.write(octet);
        }
        transmitterEmpty = true;
    }

    private int receive() {
        int octet = count == 0 ? 0 : received[first];
        if (count > 0) {
            first = (first + 1) % FIFO;
            count--;
        }
        poll();
        update();
        return octet;
    }

    /** Reading it takes an overrun back. */
    private int lineStatus() {
        int status = LSR_EMPTY | (overrun ? LSR_OVERRUN : 0) | (count > 0 ? LSR_READY : 0);
        overrun = false;
        update();
        return status;
    }

    /** Reading it takes the changes back. */
    private int modemStatus() {
        int status = modemStatus;
        modemStatus &= 0xF0;
        update();
        return status;
    }

    /** In the loop, RTS, DTR, OUT1 and OUT2 are CTS, DSR, RI and DCD. */
    private void modem(int octet) {
        modemControl = octet;
        int lines = looped() ? (octet & 2) << 3 | (octet & 1) << 5 | (octet & 4) << 4 | (octet & 8) << 4 : CONNECTED;
        int changes = (lines ^ modemStatus) >>> 4;
        if ((lines & 0x40) != 0) {
            changes &= ~TRAILING_EDGE_RING; // of ring, only the end counts
        }
        modemStatus = lines | modemStatus & 15 | changes;
    }

    /** IIR; reading it takes the transmitter's interrupt back. */
    private int identify() {
        int source = source();
        if (source == IIR_TRANSMITTER_EMPTY) {
            transmitterEmpty = false;
            update();
        }
        return source | (fifo ? IIR_FIFO : 0);
    }

    /** The pending interrupt of the highest priority. */
    private int source() {
        if (overrun && (interruptEnable & IER_LINE_STATUS) != 0) {
            return IIR_LINE_STATUS;
        }
        if (count > 0 && (interruptEnable & IER_RECEIVED) != 0) {
            return count >= trigger ? IIR_RECEIVED : IIR_TIMEOUT;
        }
        if (transmitterEmpty && (interruptEnable & IER_TRANSMITTER_EMPTY) != 0) {
            return IIR_TRANSMITTER_EMPTY;
        }
        return (modemStatus & 15) != 0 && (interruptEnable & IER_MODEM_STATUS) != 0 ? IIR_MODEM_STATUS : IIR_NONE;
    }

    private void update() {
        line.accept(source() != IIR_NONE);
    }
}
