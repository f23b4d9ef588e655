package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class RandomProgramTest {
    private static byte[] image(Case program) {
        return new Image(List.of(program)).array();
    }

    @Test
    void seedAndFocusMakeTheProgram() {
        Case program = new Case(7, Focus.PAGES, true);
        assertArrayEquals(image(program), image(program));
        assertFalse(java.util.Arrays.equals(image(program), image(new Case(7, Focus.CSR, true))));
        assertFalse(java.util.Arrays.equals(image(program), image(new Case(7, Focus.PAGES, false))));
    }

    /** A program is the same whatever runs beside it: its slot follows from its seed. */
    @Test
    void neighboursDoNotMatter() {
        Case program = new Case(256 + 3, Focus.ANY, true);
        Image alone = new Image(List.of(program));
        Image among = new Image(List.of(new Case(256, Focus.ANY, true), program, new Case(256 + 5, Focus.ANY, true)));
        assertEquals(-1, alone.slot(3).mismatch(among.slot(3)));
    }

    /** Nothing that is generated is too long for its place. */
    @Test
    void everyFocusFits() {
        for (Focus focus : Focus.values()) {
            for (int seed = 0; seed < 16; seed++) {
                image(new Case(seed, focus, seed % 2 == 0));
            }
        }
    }
}
