package org.haiov.sim.golden.machine;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.haiov.facts.Facts;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.device.Plic;
import org.haiov.sim.golden.device.virtio.VirtioSlots;

/** The device tree of a machine: what Linux and OpenSBI need to know of it, and no more. */
final class DeviceTree {
    private static final int PLIC_HANDLE = 1;
    private static final int CPU_HANDLE = 2; // of hart 0; the others follow
    private static final int TEST_HANDLE = 100;

    private static final int MSI = 3;
    private static final int MTI = 7;
    private static final int SEI = 9;
    private static final int MEI = 11;

    private DeviceTree() {}

    /** @param virtio which virtio slots hold a device */
    static byte[] of(MachineConfig config, Chosen chosen, IntPredicate virtio) {
        FlattenedTree tree = new FlattenedTree();
        tree.begin("").cells("#address-cells", 2).cells("#size-cells", 2).text("compatible", "haiov,system", "riscv-virtio").text("model", "haiov,golden");
        chosen.write(tree, "/soc/serial@" + Long.toHexString(RiscvFacts.region("uart").base()));
        Region ram = RiscvFacts.region("ram");
        tree.begin("memory@" + Long.toHexString(ram.base())).text("device_type", "memory").ranges("reg", ram.base(), config.ramBytes()).end();
        cpus(tree, config);
        tree.begin("soc").cells("#address-cells", 2).cells("#size-cells", 2).text("compatible", "simple-bus").empty("ranges");
        devices(tree, config);
        IntStream.range(0, VirtioSlots.COUNT).filter(virtio).forEach(slot -> virtio(tree, slot));
        tree.end();
        power(tree);
        return tree.end().build();
    }

    private static void cpus(FlattenedTree tree, MachineConfig config) {
        tree.begin("cpus").cells("#address-cells", 1).cells("#size-cells", 0).cells("timebase-frequency", config.timebaseFrequency());
        for (int i = 0; i < config.harts(); i++) {
            tree.begin("cpu@" + i).text("device_type", "cpu").text("compatible", "riscv").cells("reg", i).text("status", "okay")
                    .text("riscv,isa", isa(config)).text("mmu-type", "riscv,sv39");
            tree.begin("interrupt-controller").cells("#address-cells", 0).cells("#interrupt-cells", 1).empty("interrupt-controller").text("compatible", "riscv,cpu-intc")
                    .cells("phandle", CPU_HANDLE + i).end();
            tree.end();
        }
        tree.end();
    }

    private static String isa(MachineConfig config) {
        return "rv64imac" + (config.hart().hypervisor() ? "h" : "") + (config.hart().sstc() ? "_sstc" : "") + (config.hart().xhaiov() ? "_xhaiov" : "");
    }

    private static void devices(FlattenedTree tree, MachineConfig config) {
        Region test = device(tree, "test");
        tree.text("compatible", "sifive,test1", "sifive,test0", "syscon").ranges("reg", test.base(), test.size()).cells("phandle", TEST_HANDLE).end();
        Region clint = device(tree, "clint");
        tree.text("compatible", "sifive,clint0", "riscv,clint0").ranges("reg", clint.base(), clint.size())
                .cells("interrupts-extended", lines(config, MSI, MTI)).end();
        if (config.hart().xhaiov()) {
            Region vi = RiscvFacts.region("vi");
            tree.begin("vi-controller@" + Long.toHexString(vi.base())).text("compatible", "haiov,vi-controller").ranges("reg", vi.base(), vi.size())
                    .cells("interrupts-extended", lines(config, Facts.interrupt("supervisor VI"), Facts.interrupt("doorbell")))
                    .cells("haiov,doorbell-cycles", config.hart().doorbellCycles()).end();
        }
        Region plic = device(tree, "plic");
        tree.text("compatible", "sifive,plic-1.0.0", "riscv,plic0").ranges("reg", plic.base(), plic.size()).cells("#address-cells", 0)
                .cells("#interrupt-cells", 1).empty("interrupt-controller").cells("riscv,ndev", Plic.SOURCES)
                .cells("interrupts-extended", lines(config, MEI, SEI)).cells("phandle", PLIC_HANDLE).end();
        Region uart = RiscvFacts.region("uart");
        tree.begin("serial@" + Long.toHexString(uart.base())).text("compatible", "ns16550a").ranges("reg", uart.base(), uart.size())
                .cells("clock-frequency", 3_686_400).cells("interrupt-parent", PLIC_HANDLE).cells("interrupts", RiscvFacts.deviceInterrupt("uart")).end();
    }

    private static void virtio(FlattenedTree tree, int slot) {
        long base = RiscvFacts.region("virtio").base() + (long) slot * VirtioSlots.SIZE;
        tree.begin("virtio_mmio@" + Long.toHexString(base)).text("compatible", "virtio,mmio").ranges("reg", base, VirtioSlots.SIZE)
                .cells("interrupt-parent", PLIC_HANDLE).cells("interrupts", RiscvFacts.deviceInterrupt("virtio") + slot).end();
    }

    private static Region device(FlattenedTree tree, String name) {
        Region region = RiscvFacts.region(name);
        tree.begin(name + "@" + Long.toHexString(region.base()));
        return region;
    }

    private static long[] lines(MachineConfig config, int first, int second) {
        long[] cells = new long[4 * config.harts()];
        for (int i = 0; i < config.harts(); i++) {
            cells[4 * i] = CPU_HANDLE + i;
            cells[4 * i + 1] = first;
            cells[4 * i + 2] = CPU_HANDLE + i;
            cells[4 * i + 3] = second;
        }
        return cells;
    }

    private static void power(FlattenedTree tree) {
        tree.begin("poweroff").text("compatible", "syscon-poweroff").cells("regmap", TEST_HANDLE).cells("offset", 0).cells("value", 0x5555).end();
        tree.begin("reboot").text("compatible", "syscon-reboot").cells("regmap", TEST_HANDLE).cells("offset", 0).cells("value", 0x7777).end();
    }
}
