package org.haiov.verification.bench.engine;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.verification.bench.Rounds;

/** One of our engines against Verilator's own program, on the same design and cycles; both must come to the same hash. */
final class Contest {
    /** Length of a turn. */
    private static final double TURN_SECONDS = 1.5;

    private Contest() {
    }

    /** Medians in thousands of cycles per second. */
    static Rounds.Medians run(Subject subject, String engine, int rounds, Consumer<String> progress) throws IOException, InterruptedException {
        try (VerilatorProgram program = VerilatorProgram.build(subject.elaborate(), progress);
                EngineProcess ours = EngineProcess.start(subject.name(), engine)) {
            progress.accept("warming up the " + engine + " engine");
            long cycles = ours.warmUp(TURN_SECONDS);
            progress.accept(String.format(Locale.ROOT, "%d cycles a turn", cycles));
            long[] hashes = new long[2];
            return new Rounds(rounds).alternate(() -> {
                Turn turn = ours.run(cycles);
                hashes[0] = turn.hash();
                return turn.kilocyclesPerSecond();
            }, () -> {
                Turn turn = program.run(cycles);
                hashes[1] = turn.hash();
                if (hashes[0] != hashes[1]) {
                    throw new HaiovException(String.format("%s: after %d cycles the %s engine's hash is %016x and Verilator's %016x",
                            subject.name(), cycles, engine, hashes[0], hashes[1]));
                }
                return turn.kilocyclesPerSecond();
            }, "kcycles/s", progress);
        }
    }
}
