package org.haiov.verification.designs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations by name and from files, good and bad. */
class DesignConfigTest {
    @TempDir
    Path folder;

    @Test
    void aNameAloneTakesAllDefaults() {
        assertEquals(new DesignConfig("lanes", Map.of()), DesignConfig.read("lanes"));
    }

    @Test
    void aFileNamesDesignAndParameters() throws IOException {
        Path file = write("{\"design\": \"lanes\", \"parameters\": {\"count\": 3}}");
        assertEquals(new DesignConfig("lanes", Map.of("count", 3L)), DesignConfig.read(file.toString()));
        assertEquals(new DesignConfig("lanes", Map.of("count", 4L)), DesignConfig.read(file.toString()).with(Map.of("count", 4L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"desing\": \"lanes\"}                              | unknown key 'desing'",
        "{\"parameters\": {}}                                 | key 'design' is missing",
        "{\"design\": \"lanes\", \"parameters\": 1}           | key 'parameters' is no object",
        "{\"design\": \"lanes\", \"parameters\": {\"c\": \"x\"}} | parameter 'c' is no whole number",
        "{\"design\": \"lanes\", \"parameters\": {\"c\": 1.5}} | parameter 'c' is no whole number",
        "[]                                                  | not a JSON object",
        "{                                                   | not valid JSON"})
    void aBadFileIsNamedWithItsKey(String text, String message) throws IOException {
        Path file = write(text);
        HaiovException e = assertThrows(HaiovException.class, () -> DesignConfig.read(file.toString()));
        assertTrue(e.getMessage().startsWith(file + ": " + message), e.getMessage());
    }

    @Test
    void unknownDesignsAndParametersAreAnsweredWithTheKnownOnes() {
        HaiovException design = assertThrows(HaiovException.class, () -> DesignConfig.read("lane").make());
        assertTrue(design.getMessage().contains("lanes"), design.getMessage());
        HaiovException parameter = assertThrows(HaiovException.class, () -> new DesignConfig("lanes", Map.of("cuont", 1L)).make());
        assertTrue(parameter.getMessage().contains("'cuont'") && parameter.getMessage().contains("count"), parameter.getMessage());
    }

    @Test
    void aMissingFileIsSaid() {
        HaiovException e = assertThrows(HaiovException.class, () -> DesignConfig.read(folder.resolve("no.json").toString()));
        assertTrue(e.getMessage().contains("no.json"), e.getMessage());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("c.json"), text);
    }
}
