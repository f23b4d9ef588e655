package org.haiov.fpga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Yosys on hand-written Verilog whose cells are known. */
class YosysTest {
    private static final String ACCUMULATOR = """
            module accumulator(input clk, input [7:0] a, input [3:0] wa, input [3:0] ra, output reg [7:0] q, output [7:0] r);
              reg [7:0] m [0:15];
              always @(posedge clk) begin m[wa] <= a; q <= q + a; end
              assign r = m[ra];
            endmodule
            """;

    private static final String LATCH = """
            module latch(input en, input d, output reg q);
              always @* if (en) q = d;
            endmodule
            """;

    @TempDir
    Path folder;

    @Test
    void countsWhatAnEcp5WouldUse() throws IOException {
        Resources r = Yosys.synthesizeEcp5(List.of(file("accumulator.v", ACCUMULATOR)), "accumulator", folder);
        assertEquals(8, r.ecp5FlipFlops());
        assertEquals(2, r.ecp5LutRams());
        assertEquals(4 * 2 + 2 * 6, r.ecp5Lut4(), "an 8-bit adder is four carry cells of two LUTs");
        assertEquals(0, r.ecp5BlockRams());
    }

    @Test
    void refusesALatch() throws IOException {
        Path source = file("latch.v", LATCH);
        HaiovException failure = assertThrows(HaiovException.class, () -> Yosys.check(List.of(source), "latch", folder));
        assertTrue(failure.getMessage().contains("yosys.log"), failure.getMessage());
    }

    @Test
    void passesAPlainModule() throws IOException {
        Yosys.check(List.of(file("accumulator.v", ACCUMULATOR)), "accumulator", folder);
    }

    @Test
    void aPathWithSpacesIsFine() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("a b"));
        Path source = Files.writeString(inside.resolve("accumulator.v"), ACCUMULATOR);
        Yosys.check(List.of(source), "accumulator", inside);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
