package org.haiov.blocks.device;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** Two UARTs at the ends of a serial line; {@code hold} keeps the one to b at 0. */
final class SerialPair extends Component {
    final DeviceLink a = input(DeviceLink.shape(Uart16550.OFFSET_BITS));
    final DeviceLink b = input(DeviceLink.shape(Uart16550.OFFSET_BITS));
    final Signal hold = input(1);
    final Signal line = output(1);
    final Signal interrupt = output(1).named("irq");

    SerialPair() {
        Uart16550 left = add(new Uart16550());
        Uart16550 right = add(new Uart16550());
        SerialLine leftLine = add(new SerialLine());
        SerialLine rightLine = add(new SerialLine());
        Bundle.connect(left.bus, a);
        Bundle.connect(right.bus, b);
        join(left, leftLine);
        join(right, rightLine);
        leftLine.rxd.set(rightLine.txd);
        rightLine.rxd.set(leftLine.txd.and(hold.not()));
        line.set(leftLine.txd);
        interrupt.set(right.interrupt);
    }

    private static void join(Uart16550 uart, SerialLine line) {
        Bundle.connect(line.transmit, uart.transmit);
        Bundle.connect(uart.receive, line.receive);
        Bundle.connect(line.format, uart.format);
        uart.receiveErrors.set(line.errors);
        uart.overrun.set(line.overrun);
        uart.lineBusy.set(line.busy);
    }
}
