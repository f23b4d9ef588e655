package org.haiov.verification.vi;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Statistics;
import org.haiov.sim.golden.vi.Violation;
import org.haiov.sim.lockstep.vi.HardwareController;
import org.haiov.sim.lockstep.vi.RandomStream;
import org.haiov.sim.lockstep.vi.Script;
import org.haiov.sim.lockstep.vi.StreamFailure;

/**
 * The VI controller's suite: directed scenarios, a migration, and random streams at controllers of several sizes, each cycle checked
 * by the golden model and, where there are two engines, by one against the other. The first disagreement ends it.
 */
public final class ViSuite {
    /** A controller for scenarios: as small as they allow. */
    static final Configuration DIRECTED = new Configuration(4, 64, 64, 4);
    private static final List<Configuration> SMALLER = List.of(Configuration.MINIMUM, new Configuration(2, 32, 16, 2),
            new Configuration(3, 32, 16, 4), new Configuration(5, 128, 64, 16));
    private static final Configuration MOVED_TO = new Configuration(2, 128, 32, 8);
    /** Requests between two resets: as many as a failing stream, run again alone, has at most. */
    private static final long STREAM = 250_000;
    /** Requests of the stream before, which ends in the middle: the reset that follows finds everything busy. */
    private static final long ABANDONED = 300;

    private final List<Engine> engines;
    private final Consumer<String> progress;
    private final Statistics total = new Statistics();
    private long cycles;

    /**
     * @param engines one, or two to compare
     * @param progress takes a line for each step done
     */
    public ViSuite(List<Engine> engines, Consumer<String> progress) {
        this.engines = List.copyOf(engines);
        this.progress = progress;
    }

    /** What all that was run so far did. */
    public Statistics total() {
        return total;
    }

    /** Cycles of all controllers so far. */
    public long cycles() {
        return cycles;
    }

    /** Scenarios and migration, then random streams, most of them at the largest controller. */
    public void run(long seed, long requests) {
        scenarios(DIRECTED);
        migration();
        SplittableRandom seeds = new SplittableRandom(seed);
        long smaller = requests / 50;
        for (Configuration size : SMALLER) {
            streams(size, seeds.nextLong(), smaller);
        }
        try (HardwareController controller = open(Configuration.MAXIMUM)) {
            scenarios(controller);
            streams(controller, seeds.nextLong(), requests - SMALLER.size() * smaller);
        }
    }

    /** All directed scenarios at a controller of this size. */
    public void scenarios(Configuration size) {
        try (HardwareController controller = open(size)) {
            scenarios(controller);
        }
    }

    private void scenarios(HardwareController controller) {
        long started = System.nanoTime();
        List<Scenario> all = Scenario.all();
        long ran = 0;
        for (Scenario scenario : all) {
            try {
                Script script = new Script(controller);
                scenario.course().accept(script);
                script.finish();
                ran += script.now();
                total.add(script.statistics());
            } catch (Violation | HaiovException e) {
                throw new StreamFailure("scenario '" + scenario.name() + "' at " + controller.size(), e);
            }
        }
        report(all.size() + " scenarios", controller.size(), ran, started);
    }

    /** A slot moves from one controller to another. */
    public void migration() {
        long started = System.nanoTime();
        try (HardwareController from = open(DIRECTED); HardwareController to = open(MOVED_TO)) {
            Script old = new Script(from);
            Script now = new Script(to);
            try {
                Migration.run(old, now);
            } catch (Violation | HaiovException e) {
                throw new StreamFailure("migration from " + from.size() + " to " + to.size(), e);
            }
            total.add(old.statistics());
            total.add(now.statistics());
            report("migration of a slot", to.size(), old.now() + now.now(), started);
        }
    }

    /** Random streams at a controller of this size until so many requests were accepted. */
    public void streams(Configuration size, long seed, long requests) {
        try (HardwareController controller = open(size)) {
            streams(controller, seed, requests);
        }
    }

    /** One random stream alone, to see a failure again. */
    public void stream(Stream stream) {
        try (HardwareController controller = open(stream.size())) {
            run(controller, stream);
        }
    }

    private void streams(HardwareController controller, long seed, long requests) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (long left = requests; left > 0;) {
            left -= run(controller, new Stream(controller.size(), seeds.nextLong(), Math.min(left, STREAM)));
        }
    }

    private long run(HardwareController controller, Stream stream) {
        long started = System.nanoTime();
        RandomStream random = new RandomStream(controller, stream.seed(), RandomStream.Software.RESTLESS);
        try {
            new RandomStream(controller, ~stream.seed(), RandomStream.Software.RESTLESS).runAndAbandon(ABANDONED);
            Statistics done = random.run(stream.requests());
            total.add(done);
            report(String.format(Locale.ROOT, "%,d random requests, seed 0x%x", done.accepted(), stream.seed()), controller.size(),
                    random.cycles(), started);
            return done.accepted();
        } catch (Violation | HaiovException e) {
            throw new StreamFailure(stream.toString(), e);
        }
    }

    private HardwareController open(Configuration size) {
        return Hardware.open(size, engines);
    }

    private void report(String what, Configuration size, long ran, long started) {
        cycles += ran;
        progress.accept(String.format(Locale.ROOT, "%-52s %s: %,d cycles in %.1f s, 0 divergences", what, size, ran,
                (System.nanoTime() - started) / 1e9));
    }
}
