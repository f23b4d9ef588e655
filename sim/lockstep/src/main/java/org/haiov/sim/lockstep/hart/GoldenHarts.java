package org.haiov.sim.lockstep.hart;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.device.Rom;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.TimeBase;

/** Golden harts with the dimensions of the engine's, on one RAM, with devices that say what the engine's said. */
final class GoldenHarts {
    private static final int PMP_GRANULARITY = 4096;

    final Ram ram;
    final TakenDevices devices = new TakenDevices();
    final List<Hart> harts = new ArrayList<>();
    final List<Stepper> steppers = new ArrayList<>();

    /** @param rom contents of the boot ROM; null where there is none */
    GoldenHarts(HartConfig c, int count, long ramBytes, byte[] rom) {
        ram = new Ram(RiscvFacts.region("ram").base(), ramBytes);
        Bus bus = new Bus(ram);
        for (Region region : RiscvFacts.regions()) {
            if (region.name().equals("rom")) {
                if (rom != null) {
                    bus.attach("rom", region.base(), region.size(), new Rom(rom));
                }
            } else if (!region.name().equals("ram")) {
                bus.attach(region.name(), region.base(), region.size(), devices);
            }
        }
        HartOptions options = new HartOptions(c.resetVector(), c.asidBits(), c.vmidBits(), c.pmpRegions(), PMP_GRANULARITY, false, true, true, false, 0);
        CodePages code = new CodePages(ram);
        Reservations reservations = new Reservations();
        TimeBase time = new TimeBase(1);
        for (int h = 0; h < count; h++) {
            Hart hart = new Hart(h, options, time, bus, code, reservations);
            hart.linesFromOutside();
            reservations.add(hart.state());
            harts.add(hart);
            steppers.add(new Stepper(hart));
        }
    }
}
