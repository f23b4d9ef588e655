package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Tells kinds of processors apart, for what is compiled for the one at hand. */
final class Processor {
    private Processor() {
    }

    /** Model and instruction sets as the kernel names them; where it does not, the operating system's and machine's names. */
    static String identity() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name") || line.startsWith("flags") || line.startsWith("Features"))
                    .distinct().sorted().collect(Collectors.joining("\n"));
        } catch (IOException _) {
            return System.getProperty("os.name") + " " + System.getenv().getOrDefault("HOSTNAME", "");
        }
    }
}
