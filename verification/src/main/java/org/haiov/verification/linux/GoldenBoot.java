package org.haiov.verification.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.ir.HaiovException;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;

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
        long started = System.nanoTime();
        ConsoleCheck check = new ConsoleCheck(scenario);
        List<Reached> reached = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Machine[] machine = new Machine[1];
        Outcome outcome;
        try {
            machine[0] = new Machine(MachineConfig.read(null, Map.of("harts", Integer.toString(scenario.harts()), "ram", Scenario.RAM,
                    "bootArguments", scenario.commandLine())), new CapturedConsole() {
                        @Override
                        public void write(int octet) {
                            if (octet != '\n') {
                                line.append((char) octet);
                                return;
                            }
                            Scenario.Milestone milestone = check.line(line.toString());
                            line.setLength(0);
                            if (milestone != null) {
                                reached.add(new Reached(milestone, machine[0].retired()));
                            }
                        }
                    });
            machine[0].load(LinuxBoot.read(build.image(), build.initramfs(scenario.guest()), null));
            outcome = machine[0].run(MAX_INSTRUCTIONS);
        } catch (MachineException e) {
            throw new HaiovException(e.getMessage(), e);
        }
        check.finish("the golden model");
        if (outcome.kind() != Outcome.Kind.EXIT || outcome.code() != 0) {
            throw new HaiovException("linux: " + scenario.name() + " on the golden model: did not power off: " + outcome);
        }
        return new Result(reached, machine[0].retired(), (System.nanoTime() - started) / 1e9);
    }
}
