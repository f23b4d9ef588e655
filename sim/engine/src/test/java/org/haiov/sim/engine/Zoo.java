package org.haiov.sim.engine;

import java.math.BigInteger;
import java.util.Map;
import java.util.stream.IntStream;
import org.haiov.hdl.Bits;
import org.haiov.hdl.ClockDomain;
import org.haiov.hdl.Component;
import org.haiov.hdl.ExternalComponent;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.ExternalModel;
import org.haiov.ir.Memory;

/** A bit of everything that an engine has to show. */
final class Zoo extends Component {
    static final int ROM_WORDS = 100;

    final Signal step = input(8);
    /** A name that C++ keeps for itself. */
    final Signal friend = input(1);
    final Signal wide = input(100);
    final Signal write = input(1);
    final Signal mask = input(4);
    final Signal address = input(4);
    final Signal data = input(32);
    final Signal stop = input(1);
    final Signal sum = output(8);
    final Signal word = output(32);
    final Signal lateWord = output(32);
    final Signal constant = output(16);
    final Signal wideBack = output(100);
    final Signal slowCount = output(8);
    final Signal stopped = output(1);

    Zoo() {
        Adder left = add(new Adder());
        Adder right = add(new Adder());
        left.step.set(step);
        right.step.set(left.total.plus(1));
        sum.set(right.total);
        cover(left.total.eq(3), "three");
        assertThat(left.total.ne(200), "never two hundred");

        Mem ram = mem(32, 16);
        when(write, () -> ram.write(address, data, mask));
        word.set(ram.read(address));
        lateWord.set(ram.readSync(address, Memory.UnderWrite.OLD));

        Mem rom = mem(16, 128);
        rom.init(IntStream.range(0, ROM_WORDS).mapToObj(i -> BigInteger.valueOf(3L * i + 1)).toList());
        constant.set(rom.read(step.low(7)));

        Reg wideState = reg(100, 0);
        when(friend, () -> wideState.set(wide));
        wideBack.set(wideState);

        ClockDomain slow = domain("slow");
        Reg slowly = reg(8, 0).in(slow);
        slowly.set(slowly.plus(1));
        slowCount.set(slowly);

        Stopper stopper = add(new Stopper());
        bind(stopper.clk, clock());
        stopper.stop.set(stop);
        stopped.set(stopper.stopped);
    }

    /** Adds up. */
    static final class Adder extends Component {
        final Signal step = input(8);
        final Signal total = output(8);

        Adder() {
            Reg accumulated = reg(8, 0);
            Bits next = accumulated.plus(step);
            accumulated.set(next);
            total.set(accumulated);
        }
    }

    /** Remembers a bit; its Verilog ends the simulation at a 1. */
    static final class Stopper extends ExternalComponent {
        final ClockDomain clk = clockPort("clk");
        final Signal stop = input(1);
        final Signal stopped = output(1);

        Stopper() {
            source("""
                    module Stopper(input clk, input stop, output reg stopped);
                      initial stopped = 0;
                      always @(posedge clk) begin
                        stopped <= stop;
                        if (stop) $finish;
                      end
                    endmodule
                    """);
            model(_ -> new Model());
        }

        private static final class Model implements ExternalModel {
            private BigInteger stopped = BigInteger.ZERO;

            @Override
            public Map<String, BigInteger> outputs() {
                return Map.of("stopped", stopped);
            }

            @Override
            public void edge(String clock, Map<String, BigInteger> inputs) {
                stopped = inputs.get("stop");
            }

            @Override
            public Object save() {
                return stopped;
            }

            @Override
            public void restore(Object state) {
                stopped = (BigInteger) state;
            }
        }
    }
}
