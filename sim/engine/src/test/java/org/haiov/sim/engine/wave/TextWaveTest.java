package org.haiov.sim.engine.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextWaveTest {
    private static List<BigInteger> values(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }

    @Test
    void levelsAndValues() {
        TextWave wave = new TextWave(7).add("go", 1, values(0, 1, 1, 0)).add("data", 8, values(0, 0, 0x1A, 0x1B));
        assertEquals("""
                cycle  7   8   9   10
                go     ____--------____
                data   |0      |1a |1b
                """, wave.toString());
    }

    @Test
    void cycleNumbersDoNotRunTogether() {
        TextWave wave = new TextWave(99998).add("a.b.c", 1, values(1, 0, 1, 0));
        assertEquals("""
                cycle  99998   100000
                a.b.c  ----____----____
                """, wave.toString());
    }

    @Test
    void longValuesLoseTheirMiddle() {
        TextWave wave = new TextWave(0).add("w", 80, List.of(new BigInteger("123456789abcdef01234", 16), BigInteger.ONE));
        assertEquals("""
                cycle  0                 1
                w      |1234567..ef01234 |1
                """, wave.toString());
    }

    @Test
    void anEmptyWaveIsALineOfItsOwn() {
        assertEquals("cycle\n", new TextWave(0).toString());
    }
}
