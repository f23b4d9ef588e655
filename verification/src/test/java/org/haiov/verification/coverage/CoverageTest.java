package org.haiov.verification.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static Coverage coverage(String... points) {
        Coverage coverage = new Coverage("one", "other");
        for (String point : points) {
            coverage.declare(point);
        }
        return coverage;
    }

    @Test
    void countsBySource() {
        Coverage coverage = coverage("a/x", "a/y");
        coverage.hit(coverage.number("a/x"));
        coverage.source(1);
        for (int i = 0; i < Coverage.ENOUGH; i++) {
            coverage.hit(coverage.number("a/y"));
        }
        assertEquals(1, coverage.hits("a/x", 0));
        assertEquals(0, coverage.hits("a/x", 1));
        assertEquals(java.util.List.of("a/x"), coverage.rare());
        assertTrue(coverage.text().contains("a/x 1\n") && !coverage.text().contains("a/y"), coverage.text());
    }

    /** More points than the first arrays have room for. */
    @Test
    void manyPoints() {
        Coverage coverage = coverage();
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, coverage.declare("p/" + i));
            coverage.hit(i);
        }
        assertEquals(1, coverage.hits("p/999"));
        assertEquals(7, coverage.declare("p/7"));
        assertEquals(-1, coverage.number("p/1000"));
    }

    @Test
    void goesOnWhereAnotherEnded() {
        Coverage first = coverage("a/x", "a/y");
        first.hit(1);
        Coverage second = coverage("a/y", "a/x");
        second.add(first.json());
        second.add(first.json());
        assertEquals(2, second.hits("a/y"));
        assertEquals(0, second.hits("a/x"));
    }

    @Test
    void refusesCountsOfOtherPoints() {
        JsonObject of = coverage("a/x").json();
        assertEquals("coverage: there is no point a/x; the counts are of another version",
                assertThrows(HaiovException.class, () -> coverage("b/x").add(of)).getMessage());
    }
}
