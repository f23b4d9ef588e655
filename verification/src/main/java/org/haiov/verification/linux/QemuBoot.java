package org.haiov.verification.linux;

import org.haiov.ir.HaiovException;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.verification.qemu.Qemu;

/** The same scenario, with the same files, on QEMU. */
final class QemuBoot {
    private static final int SECONDS = 120;

    private QemuBoot() {}

    /** The wall time in seconds. */
    static double run(LinuxBuild build, Scenario scenario) {
        if (scenario.equipment() != Scenario.Equipment.DISK) {
            return run(build, scenario, scenario.equipment() == Scenario.Equipment.BASE ? new String[] {"-cpu", Qemu.cpu(false)} : new String[0]);
        }
        try (DiskImage disk = new DiskImage()) {
            double seconds = run(build, scenario, disk.qemu());
            disk.check("QEMU");
            return seconds;
        }
    }

    private static double run(LinuxBuild build, Scenario scenario, String[] equipment) {
        Qemu.Result result = new Qemu().with(equipment).with("-m", Scenario.RAM, "-smp", Integer.toString(scenario.harts()), "-bios", LinuxBoot.OPENSBI.toString(),
                "-kernel", build.image().toString(), "-initrd", build.initramfs(scenario.equipment() == Scenario.Equipment.GUEST).toString(), "-append", scenario.commandLine()).run(SECONDS);
        ConsoleCheck check = new ConsoleCheck(scenario);
        result.console().lines().forEach(check::line);
        check.finish("QEMU");
        if (!result.ended() || result.code() != 0) {
            throw new HaiovException("linux: " + scenario.name() + " on QEMU: " + (result.ended() ? "status " + result.code() : "not ended after " + SECONDS + " s"));
        }
        return result.seconds();
    }
}
