package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int generate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "generate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return HaiovCommand.commandLine(all).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all);
    }

    @Test
    void writesVerilogFileListAndMap() throws Exception {
        Path folder = directory.resolve("a folder");
        assertEquals(0, generate("--config", "lanes", "count=0x1", "--out", folder.toString()), err::toString);
        List<String> listed = Files.readAllLines(folder.resolve("Lanes.f"));
        assertTrue(listed.contains("Lanes.v"), listed.toString());
        for (String file : listed) {
            assertTrue(Files.readString(folder.resolve(file)).contains("endmodule"), file);
        }
        assertTrue(Files.exists(folder.resolve("Lanes.map.json")));
    }

    @Test
    void whatIsAsItShouldBeIsNotTouched() {
        assertEquals(0, generate("--config", "lanes", "count=1", "--out", directory.toString()), err::toString);
        assertEquals(0, generate("--config", "lanes", "count=1", "--out", directory.toString()), err::toString);
        assertTrue(out.toString().lines().toList().getLast().matches(".*\\(0 of \\d+ files changed\\)"), out.toString());
    }

    @Test
    void listNamesDesignsAndParameters() {
        assertEquals(0, generate("--list"));
        assertTrue(out.toString().contains("lanes ") && out.toString().contains("  count=64 "), out.toString());
    }

    @Test
    void unknownDesign() {
        assertEquals(ExitStatus.FAILED, generate("--config", "lane"));
        assertTrue(err.toString().startsWith("haiov: there is no design 'lane'\n  there is "), err.toString());
    }

    @Test
    void unknownParameter() {
        assertEquals(ExitStatus.FAILED, generate("--config", "lanes", "cont=3"));
        assertEquals("haiov: design lanes has no parameter 'cont'\n  it has count, idle, distinct", err.toString().strip());
    }

    @Test
    void aParameterThatIsNoNumber() {
        assertEquals(ExitStatus.USAGE, generate("--config", "lanes", "count=many"));
        assertTrue(err.toString().startsWith("Parameter count: 'many' is not a number"), err.toString());
    }

    @Test
    void theRunThatFillsTheLaunchersCacheOfClassesIsValid() throws Exception {
        Matcher training = Pattern.compile("^training=\\(generate (.*)\\)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("launcher/build")));
        assertTrue(training.find());
        assertEquals(0, generate((training.group(1) + " --out " + directory).split(" ")), err::toString);
    }
}
