package org.haiov.blocks.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemConfigTest {
    @Test
    void theShippedOnes() {
        assertEquals(1, SystemConfig.of("tiny").harts());
        assertEquals(2, SystemConfig.of("default").harts());
        assertEquals(4, SystemConfig.of("quad").harts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"harts\": 1 | \"heart\": 1 | f.json: unknown key 'heart'",
        "\"harts\": 1 | \"harts\": 5 | f.json: harts = 5: must be 1 to 4",
        "\"harts\": 1 | \"harts\": \"two\" | f.json: key 'harts' is no whole number: \"two\"",
        "\"harts\": 1, | | f.json: key missing: harts",
        "{\"sets\": 16, \"ways\": 1} | {\"sets\": 16} | f.json: key missing: hart.firstTlb.ways",
        "{\"sets\": 16, \"ways\": 1} | 3 | f.json: key 'hart.firstTlb' is no object",
        "\"lineBytes\": 64 | \"lineBytes\": 48 | f.json: hart.instructionCache.48 bytes of a cache line: 16 to 64, a power of two, are possible",
        "\"clock\": 50000000 | \"clock\": 50000000000 | f.json: key 'clock' is too large: 50000000000"})
    void mistakesAreNamedWithTheirKey(String from, String to, String message, @TempDir Path folder) throws Exception {
        String tiny = new String(SystemConfig.class.getResourceAsStream("tiny.json").readAllBytes());
        assertTrue(tiny.contains(from), "the file has " + from);
        String wrong = tiny.replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to);
        Path file = folder.resolve("f.json");
        Files.writeString(file, wrong);
        HaiovException e = assertThrows(HaiovException.class, () -> SystemConfig.of(file.toString()));
        assertTrue(e.getMessage().replace(folder + "/", "").startsWith(message), e.getMessage());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        HaiovException e = assertThrows(HaiovException.class, () -> SystemConfig.of("huge"));
        assertEquals("there is no configuration 'huge'\n  there is tiny, default, quad, or give a file NAME.json", e.getMessage());
    }
}
