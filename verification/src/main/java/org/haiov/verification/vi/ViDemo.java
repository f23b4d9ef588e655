package org.haiov.verification.vi;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.MissingTool;
import org.haiov.sim.engine.verilator.Toolchain;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.golden.vi.Violation;
import org.haiov.sim.lockstep.vi.HardwareController;
import org.haiov.sim.lockstep.vi.Profile;
import org.haiov.sim.lockstep.vi.RandomStream;
import org.haiov.sim.lockstep.vi.Script;
import org.haiov.sim.lockstep.vi.StreamFailure;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogOutput;
import org.haiov.verilog.VerilogWriter;

/**
 * What {@code haiov demo} does: makes the largest VI controller's Verilog, builds it with Verilator, and drives JVM engine, Verilator
 * and golden model with the same requests, directed ones first and random ones after.
 */
public final class ViDemo {
    private static final Configuration SIZE = Configuration.MAXIMUM;

    private final PrintWriter out;
    private final Path folder;
    private final long seed;
    private final long requests;
    private final List<Engine> engines;

    /**
     * @param out where to tell
     * @param folder where the Verilog goes
     * @param seed of the random streams
     * @param requests of each random stream but the first, which has a tenth
     * @param engines one, or two to compare; null for the JVM engine and, where it can be had, Verilator
     */
    public ViDemo(PrintWriter out, Path folder, long seed, long requests, List<Engine> engines) {
        this.out = out;
        this.folder = folder;
        this.seed = seed;
        this.requests = requests;
        this.engines = engines == null ? null : List.copyOf(engines);
    }

    /** Runs it; a disagreement is an exception. */
    public void run() {
        long started = System.nanoTime();
        say("The VI controller of Xhaiov: %s.", SIZE);
        say("");
        generate();
        List<Engine> use = engines == null ? available() : engines;
        long built = System.nanoTime();
        try (HardwareController controller = Hardware.open(SIZE, use)) {
            say("Ready on %s in %.1f s.", controller.name(), seconds(built));
            say("");
            directed(controller);
            SplittableRandom seeds = new SplittableRandom(seed);
            random(controller, "Random requests, seldom", seeds.nextLong(), requests / 10, Profile.SPARSE);
            random(controller, "Random requests, one or more waiting in every cycle", seeds.nextLong(), requests, Profile.SATURATED);
            random(controller, "Random requests and everything else: registers rewritten, masks, drains, limits, moves", seeds.nextLong(),
                    requests, null);
            say("Divergences: 0 (%s).", use.size() == 2
                    ? "model against hardware, and one engine against the other in every register, memory write and output, each cycle"
                    : "model against hardware, each cycle; one engine only");
        }
        say("Wall time: %.1f s.", seconds(started));
    }

    private void generate() {
        long started = System.nanoTime();
        Design design = Hardware.design(SIZE);
        VerilogOutput verilog = new VerilogEmitter().emit(design);
        VerilogWriter.write(verilog, folder);
        say("Verilog: %,d lines, %d modules, in %s (%.1f s).", verilog.lines(), verilog.map().modules().size(), folder, seconds(started));
    }

    private List<Engine> available() {
        List<Engine> found = new ArrayList<>(List.of(new JvmEngine()));
        try {
            Toolchain.find();
            found.add(new VerilatorEngine().withoutWires());
            say("Building it for the JVM and with Verilator ...");
        } catch (MissingTool e) {
            say("Without Verilator: %s", e.getMessage());
        }
        return found;
    }

    private void directed(HardwareController controller) {
        long started = System.nanoTime();
        Statistics all = new Statistics();
        long cycles = 0;
        for (Scenario scenario : Scenario.all()) {
            try {
                Script script = new Script(controller);
                scenario.course().accept(script);
                script.finish();
                all.add(script.statistics());
                cycles += script.now();
            } catch (Violation | HaiovException e) {
                throw new StreamFailure("scenario '" + scenario.name() + "'", e);
            }
        }
        say("Directed: %d scenarios, %,d cycles, %.1f s", Scenario.all().size(), cycles, seconds(started));
        counts(all);
        say("");
    }

    private void random(HardwareController controller, String what, long streamSeed, long count, Profile profile) {
        long started = System.nanoTime();
        RandomStream stream = new RandomStream(controller, streamSeed,
                profile == null ? RandomStream.Software.RESTLESS : RandomStream.Software.CALM);
        Statistics done;
        try {
            done = profile == null ? stream.run(count) : stream.run(count, List.of(profile));
        } catch (Violation | HaiovException e) {
            throw new StreamFailure(what + ", seed 0x" + Long.toHexString(streamSeed), e);
        }
        double seconds = seconds(started);
        say("%s (seed 0x%x): %,d cycles, %.1f s, %,.0f cycles a second", what, streamSeed, stream.cycles(), seconds,
                stream.cycles() / seconds);
        counts(done);
        say("  latency in cycles from acceptance to the hart's line: minimum %d, median %d, maximum %,d", done.latency(0), done.latency(0.5),
                done.latency(1));
        LatencyPicture.of(done).forEach(line -> say("%s", line));
        say("");
    }

    private void counts(Statistics done) {
        say("  requests %,d: faults %,d, coalesced %,d; presented %,d supervisor, %,d user; withdrawn %,d", done.accepted(), done.faults(),
                done.coalesced(), done.presentations(0), done.presentations(1), done.withdrawals());
        say("  deliveries %,d: claimed %,d, entered %,d, taken by software %,d; register accesses %,d, drains %,d", done.deliveries(),
                done.claims(), done.count(UserEvent.ENTER), done.count(UserEvent.TAKE), done.registerReads() + done.registerWrites(),
                done.drainsDone());
        if (done.fastPaths() > 0) {
            say("  requests that met an idle controller: %,d, each 4 cycles from acceptance to the hart's line", done.fastPaths());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
