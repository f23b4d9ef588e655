package org.haiov.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CHeaderTest {
    private static final Path HEADER = Path.of("../../software/runtime/xhaiov-facts.h");

    @Test
    void softwareHasThePresentFacts() throws IOException {
        assertEquals(CHeader.text(), Files.readString(HEADER), HEADER + " is out of date; make it with java -cp generator/facts/target/classes:GSON.jar"
                + " org.haiov.facts.CHeader software/runtime/xhaiov-facts.h");
    }
}
