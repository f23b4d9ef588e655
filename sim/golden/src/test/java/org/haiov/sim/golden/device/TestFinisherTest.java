package org.haiov.sim.golden.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** sifive_test as QEMU has it. */
class TestFinisherTest {
    @Test
    void takesTwoAndFourBytes() {
        List<Integer> exits = new ArrayList<>();
        TestFinisher finisher = new TestFinisher(exits::add, () -> exits.add(-1));
        assertThrows(BusFault.class, () -> finisher.store(0, 1, 0x55));
        assertThrows(BusFault.class, () -> finisher.store(0, 8, 0x5555));
        assertThrows(BusFault.class, () -> finisher.load(0, 8));
        assertEquals(0, finisher.load(0, 4));
        finisher.store(0, 4, 0x1234_3333L);
        finisher.store(0, 2, 0x1234_3333L);
        finisher.store(4, 4, 0x5555);
        finisher.store(0, 4, 0x7777);
        finisher.store(0, 2, 0x5555);
        assertEquals(List.of(0x1234, 0, -1, 0), exits);
    }
}
