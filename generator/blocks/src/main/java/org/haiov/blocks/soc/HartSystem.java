package org.haiov.blocks.soc;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.bus.AxiLink;
import org.haiov.blocks.coherence.AxiMaster;
import org.haiov.blocks.coherence.Hub;
import org.haiov.blocks.coherence.LineRouter;
import org.haiov.blocks.config.AddressRange;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.blocks.core.Hart;
import org.haiov.blocks.core.Retirement;
import org.haiov.blocks.device.BootRom;
import org.haiov.blocks.device.ByteStream;
import org.haiov.blocks.device.Clint;
import org.haiov.blocks.device.DeviceBus;
import org.haiov.blocks.device.Plic;
import org.haiov.blocks.device.TestFinisher;
import org.haiov.blocks.device.Uart16550;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** Harts with coherent caches, boot ROM, CLINT, PLIC, 16550 and sifive_test at the places of QEMU's virt; memory is outside, behind AXI4. */
public final class HartSystem extends Component {
    /** Bits of AXI's ID. */
    public static final int ID_BITS = 1;
    private static final int SOURCES = 32;

    public final AxiLink memory;
    /** The serial port's characters; a line of wires is {@code device.SerialLine}'s. */
    public final ByteStream transmit = output(ByteStream.shape());
    public final ByteStream receive = input(ByteStream.shape());
    /** Levels of the PLIC's sources; those of the system's own devices, and bit 0, do not count. */
    public final Signal interrupts = input(SOURCES);
    /** sifive_test: the program's end, its code; reset is wanted. */
    public final Signal finished = output(1);
    public final Signal code = output(16);
    public final Signal resetWanted = output(1);
    public final Vec<Retirement> retirement;

    private final SystemConfig c;

    /** @param rom contents of the boot ROM */
    public HartSystem(SystemConfig c, byte[] rom) {
        this.c = c;
        HartConfig h = c.hart();
        memory = output(AxiLink.shape(h.physicalBits(), ID_BITS));
        retirement = output(Vec.of(c.harts(), n -> Retirement.shape(h.physicalBits())));
        Vec<Hart> hart = Vec.of(c.harts(), n -> add(new Hart(h, c.ramBytes())));
        for (int n = 0; n < c.harts(); n++) {
            Bundle.set(retirement.get(n), hart.get(n).retirement);
        }
        lines(hart, rom);
        devices(hart);
    }

    private void lines(Vec<Hart> hart, byte[] contents) {
        HartConfig h = c.hart();
        int words = h.dataCache().words();
        int lineAddressBits = h.physicalBits() - h.dataCache().lineBits();
        AddressRange ramRange = new AddressRange(RiscvFacts.region("ram").base(), c.ramBytes());
        AddressRange romRange = AddressRange.of(RiscvFacts.region("rom"));
        Hub hub = add(new Hub(c.harts(), lineAddressBits, words, false));
        LineRouter router = add(new LineRouter(lineAddressBits, words, ramRange, romRange));
        AxiMaster master = add(new AxiMaster(h.physicalBits(), words, ID_BITS));
        BootRom rom = add(new BootRom(lineAddressBits, words, romRange, contents));
        Bundle.connect(router.upstream, hub.memory);
        Bundle.connect(master.lines, router.ram);
        Bundle.connect(rom.lines, router.rom);
        Bundle.connect(memory, master.axi);
        for (int n = 0; n < c.harts(); n++) {
            Bundle.connect(hub.data.get(n), hart.get(n).data);
            Bundle.connect(hub.fetch.get(n), hart.get(n).code);
        }
    }

    private void devices(Vec<Hart> hart) {
        List<DeviceBus.Window> windows = new ArrayList<>();
        windows.add(window("clint", Clint.OFFSET_BITS));
        windows.add(window("plic", Plic.OFFSET_BITS));
        windows.add(window("uart", Uart16550.OFFSET_BITS));
        windows.add(window("test", TestFinisher.OFFSET_BITS));
        DeviceBus bus = add(new DeviceBus(c.harts(), c.hart().physicalBits(), windows));
        Clint clint = add(new Clint(c.harts(), c.cyclesPerTick()));
        Plic plic = add(new Plic(c.harts()));
        Uart16550 uart = add(new Uart16550());
        TestFinisher finisher = add(new TestFinisher());
        Bundle.connect(clint.bus, bus.device.get(0));
        Bundle.connect(plic.bus, bus.device.get(1));
        Bundle.connect(uart.bus, bus.device.get(2));
        Bundle.connect(finisher.bus, bus.device.get(3));

        Bundle.connect(transmit, uart.transmit);
        Bundle.connect(uart.receive, receive);
        uart.receiveErrors.set(0);
        uart.overrun.set(0);
        uart.lineBusy.set(0);
        finished.set(finisher.finished);
        code.set(finisher.code);
        resetWanted.set(finisher.reset);

        int uartSource = RiscvFacts.deviceInterrupt("uart");
        Bits own = Bits.lit(1L << uartSource | 1, SOURCES);
        plic.sources.set(interrupts.and(own.not()).or(uart.interrupt.zext(SOURCES).shl(uartSource)));
        for (int n = 0; n < c.harts(); n++) {
            Bundle.connect(bus.hart.get(n), hart.get(n).devices);
            var lines = hart.get(n).interrupts;
            lines.hart().set(n);
            lines.time().set(clint.now);
            lines.machineSoftware().set(clint.software.bit(n));
            lines.machineTimer().set(clint.timer.bit(n));
            // contexts of the PLIC: M and S of each hart in turn
            lines.machineExternal().set(plic.external.bit(2 * n));
            lines.supervisorExternal().set(plic.external.bit(2 * n + 1));
        }
    }

    private static DeviceBus.Window window(String region, int offsetBits) {
        return new DeviceBus.Window(region, AddressRange.of(RiscvFacts.region(region)), offsetBits);
    }
}
