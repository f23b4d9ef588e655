package org.haiov.verification.linux;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.haiov.ir.HaiovException;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Peripherals;

/** A scenario on the golden model, with the instructions that lie before each milestone. */
final class GoldenBoot {
    private static final long MAX_INSTRUCTIONS = 1_000_000_000;

    private GoldenBoot() {}

    /**
     * @param milestone reached
     * @param instructions retired by all harts up to there
     */
    record Reached(Scenario.Milestone milestone, long instructions) {}

    /**
     * @param seconds wall time
     * @param instructions retired in all
     */
    record Result(List<Reached> reached, long instructions, double seconds) {}

    static Result run(LinuxBuild build, Scenario scenario) {
        if (scenario.equipment() != Scenario.Equipment.DISK) {
            return run(build, scenario, new Peripherals(null, scenario.equipment() == Scenario.Equipment.CONSOLE));
        }
        try (DiskImage disk = new DiskImage()) {
            Result result = run(build, scenario, new Peripherals(disk.open(), false));
            disk.check("the golden model");
            return result;
        }
    }

    private static Result run(LinuxBuild build, Scenario scenario, Peripherals peripherals) {
        long started = System.nanoTime();
        WatchedConsole console = new WatchedConsole(scenario);
        Machine machine;
        Outcome outcome;
        try {
            machine = new Machine(configuration(scenario), console, peripherals);
            console.counter = machine::retired;
            machine.load(LinuxBoot.read(build.image(), build.initramfs(scenario.equipment() == Scenario.Equipment.GUEST), null));
            outcome = machine.run(MAX_INSTRUCTIONS);
        } catch (MachineException e) {
            throw new HaiovException(e.getMessage(), e);
        }
        console.check.finish("the golden model");
        if (outcome.kind() != Outcome.Kind.EXIT || outcome.code() != 0) {
            throw new HaiovException("linux: " + scenario.name() + " on the golden model: did not power off: " + outcome);
        }
        return new Result(console.reached, machine.retired(), (System.nanoTime() - started) / 1e9);
    }

    private static MachineConfig configuration(Scenario scenario) {
        JsonObject json = new JsonObject();
        json.addProperty("harts", scenario.harts());
        json.addProperty("ram", Scenario.RAM);
        json.addProperty("bootArguments", scenario.commandLine());
        if (scenario.equipment() == Scenario.Equipment.BASE) {
            JsonArray extensions = new JsonArray();
            extensions.add("h");
            json.add("extensions", extensions);
        }
        return MachineConfig.parse("linux", json.toString());
    }

    /** Counts instructions at milestones, and types when the guest waits for it. */
    private static final class WatchedConsole implements Console {
        private final ConsoleCheck check;
        private final List<Reached> reached = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();
        private String input = "";
        private LongSupplier counter;

        WatchedConsole(Scenario scenario) {
            check = new ConsoleCheck(scenario);
        }

        @Override
        public int read() {
            if (input.isEmpty()) {
                return -1;
            }
            char next = input.charAt(0);
            input = input.substring(1);
            return next;
        }

        @Override
        public void write(int octet) {
            if (octet != '\n') {
                line.append((char) octet);
                return;
            }
            String text = line.toString();
            line.setLength(0);
            Scenario.Milestone milestone = check.line(text);
            if (milestone != null) {
                reached.add(new Reached(milestone, counter.getAsLong()));
            }
            if (text.strip().equals(Scenario.READY)) {
                input = Scenario.TYPED;
            }
        }

        @Override
        public boolean waitForInput() {
            return false;
        }
    }
}
