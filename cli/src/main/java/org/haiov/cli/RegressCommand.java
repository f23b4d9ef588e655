package org.haiov.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.Optimization;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.verification.linux.LinuxBuild;
import org.haiov.verification.linux.LinuxSuite;
import org.haiov.verification.vi.Stream;
import org.haiov.verification.vi.ViSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code haiov regress}. */
@Command(name = "regress", description = "Run regression suites: vi, the VI controller's hardware against its golden model; linux, Linux as"
        + " host and as KVM guest on the golden model and on QEMU; differential, random programs on the golden model and on QEMU.")
final class RegressCommand implements Callable<Integer> {
    private enum Engines {
        jvm, verilator, both
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SUITE", description = "The suites, all where none is given: vi, linux, differential. Suites"
            + " of RISC-V programs on hardware come with the RTL system.")
    private List<String> suites = List.of();

    @Option(names = "--engine", paramLabel = "E", description = "jvm, verilator, or both, which compares them (default: ${DEFAULT-VALUE}).")
    private Engines engines = Engines.both;

    @Option(names = "--requests", paramLabel = "N", description = "Random requests (default: ${DEFAULT-VALUE}).")
    private long requests = 10_000_000;

    @Option(names = "--seed", paramLabel = "S", converter = Number.class, description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--size", paramLabel = "H,E,V,S", split = ",", description = "Random streams at one controller only, of so many"
            + " harts, map entries, VIDs and slots.")
    private List<Integer> size;

    @Option(names = "--stream", paramLabel = "S", converter = Number.class, description = "With --size: the one stream of that seed,"
            + " as a failure names it.")
    private Long stream;

    /** Decimal or, with 0x, hexadecimal. */
    static final class Number implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return value.startsWith("0x") ? Long.parseUnsignedLong(value.substring(2), 16) : Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + value + "' is not a number");
            }
        }
    }

    @Option(names = "--linux", paramLabel = "DIR", description = "linux: what haiov linux build --out DIR made (default: .haiov/linux in the checkout).")
    private Path linux;

    @Option(names = "--without-qemu", description = "linux: on the golden model alone.")
    private boolean withoutQemu;

    @Option(names = "--json", description = "linux: the table as a JSON object, on a line of its own after it.")
    private boolean json;

    @Mixin
    private DifferentialOptions differential;

    @Override
    public Integer call() {
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("vi", this::vi);
        all.put("linux", this::linux);
        all.put("differential", () -> differential.run(seed, this::line));
        for (String suite : suites) {
            if (!all.containsKey(suite)) {
                throw new HaiovException("there is no suite '" + suite + "' in this version; there are " + String.join(", ", all.keySet()));
            }
        }
        (suites.isEmpty() ? all.keySet() : suites).forEach(suite -> all.get(suite).run());
        return ExitStatus.OK;
    }

    private void line(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void linux() {
        Path directory = linux == null ? Path.of(System.getProperty("haiov.home", "."), ".haiov", "linux") : linux;
        JsonObject table = new LinuxSuite(new LinuxBuild(directory), !withoutQemu, this::line).run();
        if (json) {
            line(table.toString());
        }
    }

    private void vi() {
        if (stream != null && size == null) {
            throw new HaiovException("--stream needs --size, as the failure that named it says");
        }
        PrintWriter out = spec.commandLine().getOut();
        ViSuite run = new ViSuite(engines(), this::line);
        long started = System.nanoTime();
        if (size == null) {
            run.run(seed, requests);
        } else if (stream == null) {
            run.streams(configuration(), seed, requests);
        } else {
            run.stream(new Stream(configuration(), stream, requests));
        }
        summary(out, run, (System.nanoTime() - started) / 1e9);
    }

    private Configuration configuration() {
        if (size.size() != 4) {
            throw new HaiovException("--size takes four numbers: harts, map entries, VIDs, slots");
        }
        try {
            return new Configuration(size.get(0), size.get(1), size.get(2), size.get(3));
        } catch (IllegalArgumentException e) {
            throw new HaiovException("--size: " + e.getMessage(), e);
        }
    }

    private List<Engine> engines() {
        List<Engine> chosen = new ArrayList<>();
        if (engines != Engines.verilator) {
            chosen.add(new JvmEngine());
        }
        if (engines != Engines.jvm) {
            chosen.add(new VerilatorEngine().withoutWires().optimizedFor(Optimization.RUN));
        }
        return chosen;
    }

    private static void summary(PrintWriter out, ViSuite run, double seconds) {
        Statistics total = run.total();
        out.printf(Locale.ROOT, "vi: %,d requests (%,d faults, %,d coalesced), %,d presentations, %,d deliveries, %,d withdrawals, %,d register"
                + " accesses in %,d cycles, %.1f s; 0 divergences%n", total.accepted(), total.faults(), total.coalesced(),
                total.presentations(0) + total.presentations(1), total.deliveries(), total.withdrawals(),
                total.registerReads() + total.registerWrites(), run.cycles(), seconds);
    }
}
