package org.haiov.verification.bench.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;

/** Runs a program on the golden model and says how many instructions retired between two of the lines that it writes. */
final class GoldenMain {
    private GoldenMain() {
    }

    /** Tells lines as they end. */
    private static final class Marker extends CapturedConsole {
        private final StringBuilder line = new StringBuilder();
        private final String begin;
        private final String end;
        private Machine machine;
        private long instructions;

        Marker(String begin, String end) {
            this.begin = begin;
            this.end = end;
        }

        @Override
        public void write(int octet) {
            if (octet != '\n') {
                line.append((char) octet);
                return;
            }
            String text = line.toString();
            line.setLength(0);
            if (text.startsWith(begin)) {
                instructions = -machine.retired();
            } else if (text.startsWith(end)) {
                instructions += machine.retired();
            }
            System.out.println(text);
        }
    }

    /** @param arguments the two lines' beginnings, then a program, or a kernel, an initramfs and a command line */
    public static void main(String[] arguments) throws IOException {
        Marker console = new Marker(arguments[0], arguments[1]);
        boolean linux = arguments.length > 3;
        Machine machine = new Machine(MachineConfig.read(null, linux ? Map.of("bootArguments", arguments[4]) : Map.of()), console);
        console.machine = machine;
        if (linux) {
            machine.load(LinuxBoot.read(Path.of(arguments[2]), Path.of(arguments[3]), null));
        } else {
            machine.load(ElfFile.read(Path.of(arguments[2])));
        }
        Outcome outcome = machine.run(Long.MAX_VALUE);
        System.out.println(outcome);
        System.out.println("instructions " + console.instructions);
        System.in.read(); // until it is ended from outside, for the processor time of a process that is no more cannot be asked for
    }
}
