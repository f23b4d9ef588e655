package org.haiov.verification.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void fileHasTheAgreedKeys(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/results.json");
        new Results(List.of(Measurement.lessIsBetter("a/time", 2, "s", "other", 5), Measurement.moreIsBetter("a/rate", 6, "kHz", "other", 4),
                Measurement.alone("a/size", 7, "lines"))).write(file);
        JsonObject written = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals("""
                [{"name":"a/time","value":2.0,"unit":"s","peer":"other","peerValue":5.0,"ratio":2.5},\
                {"name":"a/rate","value":6.0,"unit":"kHz","peer":"other","peerValue":4.0,"ratio":1.5},\
                {"name":"a/size","value":7.0,"unit":"lines","peer":"","peerValue":0.0,"ratio":0.0}]""",
                written.getAsJsonArray("results").toString());
    }

    @Test
    void unknownBench() {
        assertEquals("there is no bench 'speed'\n  there is " + String.join(", ", Benches.descriptions().keySet()),
                assertThrows(HaiovException.class, () -> Benches.named("speed")).getMessage());
    }

    @Test
    void generateNeedsTheLauncher() {
        String home = System.clearProperty("haiov.home");
        try {
            assertEquals("this bench measures the haiov command, so run it as ./haiov bench generate",
                    assertThrows(HaiovException.class, () -> Benches.named("generate").run(List.of(), 1, _ -> { })).getMessage());
        } finally {
            if (home != null) {
                System.setProperty("haiov.home", home);
            }
        }
    }
}
