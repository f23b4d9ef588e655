package org.haiov.sim.engine.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.sim.engine.EngineOptions.ClockRatio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcdWriterTest {
    @TempDir
    private Path dir;

    @Test
    void writesScopesClocksAndChangesOnly() throws IOException {
        Path file = dir.resolve("wave.vcd");
        List<VcdWriter.Clock> clocks = List.of(new VcdWriter.Clock("clk", new ClockRatio(1, 0)),
                new VcdWriter.Clock("slow", new ClockRatio(2, 1)));
        List<VcdWriter.Signal> signals = List.of(new VcdWriter.Signal("go", 1, 0), new VcdWriter.Signal("a.count", 8, 1),
                new VcdWriter.Signal("a.b.wide", 70, 2), new VcdWriter.Signal("alias", 8, 1));
        try (VcdWriter writer = new VcdWriter(file, "Top", clocks, signals)) {
            writer.cycle(0, new long[] {0, 0, 1, 0x2});
            writer.cycle(1, new long[] {1, 0, 1, 0x2});
            writer.cycle(2, new long[] {1, 5, 0, 0});
        }
        assertEquals("""
                $timescale 1ns $end
                $scope module Top $end
                $var wire 1 ! clk $end
                $var wire 1 " slow $end
                $var wire 1 # go $end
                $var wire 8 $ alias [7:0] $end
                $scope module a $end
                $var wire 8 $ count [7:0] $end
                $scope module b $end
                $var wire 70 % wide [69:0] $end
                $upscope $end
                $upscope $end
                $upscope $end
                $enddefinitions $end
                #0
                0!
                0"
                0#
                b0 $
                b1ZEROS1 %
                #10
                1!
                1#
                #15
                0!
                #20
                1!
                1"
                b101 $
                b0 %
                #25
                0!
                0"
                #30
                """.replace("ZEROS", "0".repeat(64)), Files.readString(file));
    }
}
