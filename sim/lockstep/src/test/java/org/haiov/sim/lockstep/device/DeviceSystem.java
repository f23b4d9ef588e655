package org.haiov.sim.lockstep.device;

import java.util.List;
import org.haiov.blocks.config.AddressRange;
import org.haiov.blocks.device.ByteStream;
import org.haiov.blocks.device.Clint;
import org.haiov.blocks.device.DeviceBus;
import org.haiov.blocks.device.DeviceLink;
import org.haiov.blocks.device.Plic;
import org.haiov.blocks.device.TestFinisher;
import org.haiov.blocks.device.Uart16550;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** The standard devices at their places on the bus, the UART's interrupt at the PLIC. */
final class DeviceSystem extends Component {
    private static final int PHYSICAL_BITS = 32;

    final Vec<DeviceLink> hart;
    final Signal sources = input(32);
    final ByteStream transmit = output(ByteStream.shape());
    final ByteStream receive = input(ByteStream.shape());
    final Signal external;
    final Signal software;
    final Signal timer;
    final Signal finished = output(1);
    final Signal code = output(16);
    final Signal resets = output(1);

    DeviceSystem(int harts, int cyclesPerTick) {
        hart = input(Vec.of(harts, h -> DeviceLink.shape(PHYSICAL_BITS)));
        external = output(2 * harts);
        software = output(harts);
        timer = output(harts);
        DeviceBus bus = add(new DeviceBus(harts, PHYSICAL_BITS, List.of(window("clint", Clint.OFFSET_BITS), window("plic", Plic.OFFSET_BITS),
                window("uart", Uart16550.OFFSET_BITS), window("test", TestFinisher.OFFSET_BITS))));
        for (int h = 0; h < harts; h++) {
            Bundle.connect(bus.hart.get(h), hart.get(h));
        }
        Clint clint = add(new Clint(harts, cyclesPerTick));
        Plic plic = add(new Plic(harts));
        Uart16550 uart = add(new Uart16550());
        TestFinisher test = add(new TestFinisher());
        Bundle.connect(clint.bus, bus.device.get(0));
        Bundle.connect(plic.bus, bus.device.get(1));
        Bundle.connect(uart.bus, bus.device.get(2));
        Bundle.connect(test.bus, bus.device.get(3));
        Bits line = Bits.cat(Bits.lit(0, 21), uart.interrupt, Bits.lit(0, 10));
        plic.sources.set(sources.or(line));
        Bundle.connect(transmit, uart.transmit);
        Bundle.connect(uart.receive, receive);
        uart.receiveErrors.set(0);
        uart.overrun.set(0);
        uart.lineBusy.set(0);
        external.set(plic.external);
        software.set(clint.software);
        timer.set(clint.timer);
        finished.set(test.finished);
        code.set(test.code);
        resets.set(test.reset);
    }

    private static DeviceBus.Window window(String name, int offsetBits) {
        return new DeviceBus.Window(name, AddressRange.of(RiscvFacts.region(name)), offsetBits);
    }
}
