package org.haiov.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.Optimization;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.verification.vi.Stream;
import org.haiov.verification.vi.ViSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code haiov regress}. */
@Command(name = "regress", description = "Run a regression suite: vi, the VI controller's hardware against its golden model.")
final class RegressCommand implements Callable<Integer> {
    private enum Engines {
        jvm, verilator, both
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SUITE", description = "The suites, all where none is given. This version has vi; suites"
            + " of RISC-V programs come with the RTL system.")
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

    @Override
    public Integer call() {
        for (String suite : suites) {
            if (!suite.equals("vi")) {
                throw new HaiovException("there is no suite '" + suite + "' in this version; there is vi");
            }
        }
        if (stream != null && size == null) {
            throw new HaiovException("--stream needs --size, as the failure that named it says");
        }
        PrintWriter out = spec.commandLine().getOut();
        ViSuite run = new ViSuite(engines(), line -> {
            out.println(line);
            out.flush();
        });
        long started = System.nanoTime();
        if (size == null) {
            run.run(seed, requests);
        } else if (stream == null) {
            run.streams(configuration(), seed, requests);
        } else {
            run.stream(new Stream(configuration(), stream, requests));
        }
        summary(out, run, (System.nanoTime() - started) / 1e9);
        return ExitStatus.OK;
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
