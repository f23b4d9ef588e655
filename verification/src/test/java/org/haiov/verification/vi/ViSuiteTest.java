package org.haiov.verification.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.lockstep.vi.HardwareController;
import org.haiov.sim.lockstep.vi.Profile;
import org.haiov.sim.lockstep.vi.RandomStream;
import org.haiov.sim.lockstep.vi.StreamFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick part of the suite. */
class ViSuiteTest {
    private static final List<Engine> JVM = List.of(new JvmEngine());
    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1,16,16,1,1", "2,32,16,2,2", "3,32,16,4,3", "5,128,64,16,4", "8,1024,256,64,5"})
    void randomStreamsAgreeWithTheModel(int harts, int entries, int vids, int slots, long seed) {
        ViSuite suite = new ViSuite(JVM, lines::add);
        suite.streams(new Configuration(harts, entries, vids, slots), seed, 10_000);
        assertTrue(suite.total().accepted() >= 10_000, lines.toString());
        assertTrue(suite.total().deliveries() > 100, lines.toString());
    }

    @Test
    void aSlotMovesFromOneControllerToAnother() {
        new ViSuite(JVM, lines::add).migration();
        assertEquals(1, lines.size());
    }

    @Test
    void enginesAndModelAgreeAllThree() {
        ViSuite suite = new ViSuite(List.of(new JvmEngine(), new VerilatorEngine().withoutWires()), lines::add);
        suite.streams(new Configuration(2, 32, 16, 2), 11, 10_000);
        assertTrue(lines.getFirst().contains("0 divergences"), lines.toString());
    }

    @Test
    void aStreamIsTheSameWhenRunAgain() {
        try (HardwareController controller = Hardware.open(new Configuration(2, 32, 16, 2), JVM)) {
            RandomStream first = new RandomStream(controller, 21, RandomStream.Software.RESTLESS);
            first.run(2_000);
            RandomStream again = new RandomStream(controller, 21, RandomStream.Software.RESTLESS);
            again.run(2_000);
            assertEquals(first.cycles(), again.cycles());
            assertEquals(first.statistics().deliveries(), again.statistics().deliveries());
        }
    }

    @Test
    void whatIdleControllersGetTakesFourCycles() {
        try (HardwareController controller = Hardware.open(new Configuration(2, 32, 16, 2), JVM)) {
            RandomStream stream = new RandomStream(controller, 31, RandomStream.Software.CALM);
            stream.run(500, List.of(Profile.SPARSE));
            assertEquals(4, stream.statistics().latency(0.5));
            assertTrue(stream.statistics().fastPaths() > 50);
        }
    }

    @Test
    void aFailureSaysHowToSeeItAgain() {
        Stream stream = new Stream(new Configuration(2, 32, 16, 2), 0xABC, 5000);
        StreamFailure failure = new StreamFailure(stream.toString(), new IllegalStateException("cycle 7: wrong"));
        assertEquals("random stream at 2 harts, 32 entries, 16 VIDs, 2 slots (again: ./haiov regress vi --size 2,32,16,2 --stream 0xabc"
                + " --requests 5000): cycle 7: wrong", failure.getMessage());
    }

    @Test
    void engineNumbersOtherThanOneAndTwoAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Hardware.open(Configuration.MINIMUM, List.of()));
    }

    @Test
    void theDemoWritesVerilogAndTellsWhatItDid(@TempDir Path folder) throws Exception {
        StringWriter told = new StringWriter();
        new ViDemo(new PrintWriter(told), folder, 1, 300, JVM).run();
        assertTrue(Files.readString(folder.resolve("ViController.v")).contains("module ViController"));
        assertTrue(told.toString().contains("Divergences: 0 (model against hardware, each cycle; one engine only)"), told.toString());
        assertTrue(told.toString().contains("minimum 4"), told.toString());
    }
}
