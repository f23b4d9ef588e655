package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FpgaCommandTest {
    @Test
    void reportsWhatALaneIsMadeOf(@TempDir Path directory) {
        Assumptions.assumeTrue(hasYosys(), "needs yosys");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {"fpga", "--config", "lanes", "count=1", "--json", "--out", directory.toString()};
        int status = HaiovCommand.commandLine(arguments).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertEquals(0, status, err::toString);
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("Lanes", report.get("design").getAsString());
        assertTrue(report.get("lut4").getAsLong() > 100, report.toString());
        assertTrue(report.getAsJsonObject("cells").has("TRELLIS_FF"), report.toString());
    }

    private static boolean hasYosys() {
        try {
            return new ProcessBuilder("yosys", "-V").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
