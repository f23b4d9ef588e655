package example;

import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Counts from 0 to a last value while enabled, then starts over. */
public final class Counter extends Component {
    public final Signal enable = input(1);
    public final Signal count = output(4);
    /** 1 in the cycle before the count starts over. */
    public final Signal wrap = output(1);

    public Counter(int last) {
        Reg value = reg(4, 0);
        wrap.set(enable.and(value.eq(last)));
        when(enable, () -> value.set(value.plus(1)));
        when(wrap, () -> value.set(0));
        count.set(value);
        assertThat(value.leu(last), "the count stays in its range");
    }
}
