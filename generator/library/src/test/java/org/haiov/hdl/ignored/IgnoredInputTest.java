package org.haiov.hdl.ignored;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.ir.Net;
import org.haiov.passes.Checks;
import org.junit.jupiter.api.Test;

/** Inputs that are said to be ignored, and ports in vectors. */
class IgnoredInputTest {
    record Pair(Signal data, Signal answer) implements Bundle {
        static Pair shape() {
            return new Pair(Signal.of(4), Bundle.flip(Signal.of(1)));
        }
    }

    static final class Half extends Component {
        final Vec<Pair> link = input(Vec.of(2, i -> Pair.shape()));
        final Vec<Signal> sum = output(Vec.of(2, i -> Signal.of(1)));

        Half(boolean ignores) {
            for (int i = 0; i < 2; i++) {
                Pair pair = link.get(i);
                if (ignores) {
                    pair.data().ignored();
                }
                pair.answer().set(pair.data().bit(0));
                sum.get(i).set(pair.data().bit(1));
            }
        }
    }

    @Test
    void ignoredInputsGiveNoWarning() {
        assertEquals(2, Checks.run(Elaborator.elaborate(new Half(false))).warnings().size());
        assertEquals(List.of(), Checks.run(Elaborator.elaborate(new Half(true))).warnings());
    }

    @Test
    void portsOfAVectorCarryItsNameAndIndex() {
        List<String> ports = Elaborator.elaborate(new Half(true)).top().ports().stream().map(p -> p.kind() + " " + p.name()).toList();
        assertEquals(List.of("INPUT link_0_data", "OUTPUT link_0_answer", "INPUT link_1_data", "OUTPUT link_1_answer", "OUTPUT sum_0",
                "OUTPUT sum_1"), ports.stream().filter(p -> !p.startsWith(Net.Kind.CLOCK.name())).toList());
    }
}
