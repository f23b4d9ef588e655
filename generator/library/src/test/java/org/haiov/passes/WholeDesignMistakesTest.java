package org.haiov.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.haiov.hdl.Bits;
import org.haiov.hdl.ClockDomain;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Mem;
import org.haiov.hdl.MemRead;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Design;
import org.haiov.ir.DesignException;
import org.haiov.ir.Diagnostic;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory.UnderWrite;
import org.junit.jupiter.api.Test;

/** Mistakes that show only in the whole design, with the message a user sees; lines are written {@code <n>}, counted from the class. */
class WholeDesignMistakesTest {
    private static Design check(Supplier<Component> description) {
        return Checks.run(Elaborator.elaborate(description.get()));
    }

    private static void expect(Class<? extends DesignException> kind, Supplier<Component> description, String message) {
        assertEquals(message, readable(assertThrows(kind, () -> check(description)).getMessage()));
    }

    /** Lines of this file counted from the first one in the message. */
    private static String readable(String message) {
        int[] first = {0};
        return Pattern.compile("WholeDesignMistakesTest\\.java:(\\d+)").matcher(message).replaceAll(match -> {
            int line = Integer.parseInt(match.group(1));
            first[0] = first[0] == 0 ? line : first[0];
            return line == first[0] ? "<0>" : String.format("<%+d>", line - first[0]);
        });
    }

    static class Ring extends Component {
        final Signal in = input(8);
        final Signal out = output(8);

        Ring() {
            Signal back = wire(8);
            Stage stage = add(new Stage());
            stage.a.set(in.xor(back));
            back.set(stage.b.plus(1));
            out.set(back);
        }
    }

    static class Stage extends Component {
        final Signal a = input(8);
        final Signal b = output(8);

        Stage() {
            b.set(a.not());
        }
    }

    @Test
    void combinationalLoopThroughAPart() {
        expect(CombinationalLoop.class, Ring::new, """
                <0>: combinational loop: Ring.back (<0>) reads Ring.stage.b (<+10>) reads Ring.stage.a (<+9>) reads Ring.back\
                 (also at <+10>, <+9>)
                  put a register into the loop; where it closes only between different bits of one signal, make them signals of their own""");
    }

    static class LoopThroughMemory extends Component {
        final Signal out = output(4);

        LoopThroughMemory() {
            Mem next = mem(4, 16).init(List.of());
            Signal address = wire(4);
            address.set(next.read(address));
            out.set(address);
        }
    }

    @Test
    void combinationalLoopThroughAMemory() {
        expect(CombinationalLoop.class, LoopThroughMemory::new, """
                <0>: combinational loop: LoopThroughMemory.address (<0>) reads LoopThroughMemory.next_r0 (<+1>) reads\
                 LoopThroughMemory.address (also at <+1>)
                  put a register into the loop; where it closes only between different bits of one signal, make them signals of their own""");
    }

    static class Crossing extends Component {
        final ClockDomain fast = domain();
        final Signal in = input(1);
        final Signal out = output(1);

        Crossing() {
            Reg slowFlag = reg(1, 0);
            slowFlag.set(in);
            Reg fastFlag = reg(1, 0).in(fast);
            Bits inverted = slowFlag.not();
            fastFlag.set(inverted.and(in));
            out.set(fastFlag);
        }
    }

    @Test
    void clockCrossingWithoutSynchroniser() {
        expect(ClockCrossing.class, Crossing::new, """
                <0>: register Crossing.fastFlag of clock fast_clk (<0>) reads Crossing.slowFlag of clock clk (<-2>) (also at <-2>)
                  bring the value over with synchronize(value, domain), or through a memory with a synchronous read port in the reader's domain""");
    }

    static class Synchronised extends Component {
        final ClockDomain fast = domain();
        final Signal in = input(1);
        final Signal out = output(1);

        Synchronised() {
            Reg slowFlag = reg(1, 0);
            slowFlag.set(in);
            Reg fastFlag = reg(1, 0).in(fast);
            fastFlag.set(synchronize(slowFlag, fast));
            out.set(fastFlag);
        }
    }

    @Test
    void synchroniserIsTheWayOver() {
        assertEquals(List.of(), check(Synchronised::new).warnings());
    }

    static class MemoryBetweenClocks extends Component {
        final ClockDomain reader = domain();
        final Signal write = input(1);
        final Signal address = input(4);
        final Signal data = input(8);
        final Signal out = output(8);

        MemoryBetweenClocks(boolean synchronous) {
            Mem words = mem(8, 16);
            Reg count = reg(4, 0).in(reader);
            count.set(count.plus(1));
            when(write, () -> words.write(address, data));
            if (synchronous) {
                MemRead port = words.readPort(reader, UnderWrite.UNDEFINED);
                port.address().set(count);
                out.set(port.data());
            } else {
                Reg taken = reg(8, 0).in(reader);
                taken.set(words.read(count));
                out.set(taken);
            }
        }
    }

    @Test
    void combinationalReadOfAnotherClocksMemory() {
        expect(ClockCrossing.class, () -> new MemoryBetweenClocks(false), """
                <0>: register MemoryBetweenClocks.taken of clock reader_clk (<0>) reads MemoryBetweenClocks.words of clock clk (<-6>)\
                 (also at <-6>)
                  bring the value over with synchronize(value, domain), or through a memory with a synchronous read port in the reader's domain""");
    }

    @Test
    void synchronousReadOfAnotherClocksMemoryIsAWayOver() {
        assertEquals(List.of(), check(() -> new MemoryBetweenClocks(true)).warnings());
    }

    static class Unused extends Component {
        final Signal forgotten = input(4);
        final Signal wide = input(16);
        final Signal out = output(2);

        Unused() {
            Reg r = reg(2);
            r.set(wide.slice(9, 8).xor(wide.slice(3, 2)));
            out.set(r);
        }
    }

    @Test
    void unusedInputs() {
        List<String> warnings = check(Unused::new).warnings().stream().map(Diagnostic::toString).map(WholeDesignMistakesTest::readable)
                .toList();
        assertEquals(List.of("""
                warning: <0>: input Unused.forgotten (4 bits): it is never read
                  use them, make the input narrower or remove it, or say ignored() where that is meant [unused-input]""", """
                warning: <0>: input Unused.wide (16 bits): bits [15:10], [7:4], [1:0] are never read
                  use them, make the input narrower or remove it, or say ignored() where that is meant [unused-input]"""), warnings);
    }

    @Test
    void placesAreTheUsersLines() {
        DesignException loop = assertThrows(CombinationalLoop.class, () -> check(Ring::new));
        assertEquals(List.of(getClass().getSimpleName() + ".java"), loop.places().stream().map(Loc::file).distinct().toList());
        assertEquals(3, loop.places().size());
    }
}
