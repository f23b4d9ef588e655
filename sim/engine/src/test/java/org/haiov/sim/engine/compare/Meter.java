package org.haiov.sim.engine.compare;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Adds up what it is given and files it; with a fault of one's choice. */
final class Meter extends Component {
    /** Where one operator is another. */
    enum Fault { NONE, REGISTER, WRITE_ENABLE, OUTPUT, ASSERTION }

    final Signal go = input(1);
    final Signal amount = input(16);
    final Signal total = output(32);
    final Signal filed = output(32);
    final Signal busy = output(1);

    Meter(Fault fault) {
        Adder adder = add(new Adder(fault));
        adder.go.set(go);
        adder.amount.set(amount);
        total.set(adder.total);
        Mem files = mem(32, 16);
        Bits worthIt = fault == Fault.WRITE_ENABLE ? go.or(amount.bit(15)) : go.and(amount.bit(15));
        when(worthIt, () -> files.write(amount.low(4), adder.total));
        filed.set(files.read(amount.slice(7, 4)));
        busy.set(fault == Fault.OUTPUT ? go.or(amount.bit(3)) : go.xor(amount.bit(3)));
        assertThat(fault == Fault.ASSERTION ? amount.ne(12345) : amount.ne(54321), "never this amount");
    }

    /** The sum. */
    static final class Adder extends Component {
        final Signal go = input(1);
        final Signal amount = input(16);
        final Signal total = output(32);

        Adder(Fault fault) {
            Reg sum = reg(32, 0);
            Bits step = amount.zext(32);
            when(go, () -> sum.set(fault == Fault.REGISTER ? sum.or(step) : sum.plus(step)));
            total.set(sum);
        }

        @Override
        protected String moduleName() {
            return "MeterAdder";
        }
    }
}
