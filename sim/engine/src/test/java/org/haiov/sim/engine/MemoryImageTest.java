package org.haiov.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.ir.HaiovException;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.junit.EngineTest;

/** Program images go into memories and out of them in bulk, also where nothing else is visible. */
class MemoryImageTest {
    private static final class Store extends Component {
        final Signal address = input(10);
        final Signal data = input(64);
        final Signal write = input(1);
        final Signal word = output(64);
        final Signal half = output(32);

        Store() {
            Mem ram = mem(64, 1024);
            Mem narrow = mem(32, 1024);
            when(write, () -> ram.write(address, data));
            when(write, () -> narrow.write(address, data.low(32)));
            word.set(ram.read(address));
            half.set(narrow.read(address));
        }
    }

    @EngineTest
    void wholeImages(Engine engine) {
        EngineOptions options = EngineOptions.FASTEST.withMemories("ram", "narrow");
        Simulation sim = engine.open(Checks.run(Elaborator.elaborate(new Store())), options);
        assertEquals(List.of("ram", "narrow"), sim.memories());
        MemoryProbe ram = sim.memory("ram");
        long[] image = new Random(1).longs(300).toArray();
        ram.writeLongs(700, image, 10, 290);
        for (int i = 0; i < 290; i++) {
            sim.poke("address", 700 + i);
            assertEquals(image[10 + i], sim.peek("word"));
        }
        sim.poke("address", 701);
        sim.poke("data", -5);
        sim.poke("write", 1);
        sim.step();
        image[11] = -5;
        long[] back = new long[300];
        ram.readLongs(700, back, 10, 290);
        image[0] = back[0];
        assertArrayEquals(java.util.Arrays.copyOfRange(image, 10, 300), java.util.Arrays.copyOfRange(back, 10, 300));

        MemoryProbe narrow = sim.memory("narrow");
        narrow.writeLongs(1022, new long[] {3, 0xFFFF_FFFFL}, 0, 2);
        narrow.readLongs(1021, back, 0, 3);
        assertArrayEquals(new long[] {0, 3, 0xFFFF_FFFFL}, java.util.Arrays.copyOf(back, 3));
        assertThrows(HaiovException.class, () -> narrow.writeLongs(0, new long[] {1L << 32}, 0, 1));
        assertEquals("memory ram has words 0 to 1023, not 1024",
                assertThrows(HaiovException.class, () -> ram.writeLongs(1000, image, 0, 25)).getMessage());
        assertEquals("memory ram has words 0 to 1023, not -1",
                assertThrows(HaiovException.class, () -> ram.readLongs(-1, back, 0, 2)).getMessage());
    }

    @EngineTest
    void mistakes(Engine engine) {
        EngineOptions wrong = EngineOptions.FASTEST.withMemories("rom");
        assertEquals("no memory 'rom' in the design; did you mean ram?",
                assertThrows(UnknownPath.class, () -> engine.open(Checks.run(Elaborator.elaborate(new Store())), wrong)).getMessage());
    }
}
