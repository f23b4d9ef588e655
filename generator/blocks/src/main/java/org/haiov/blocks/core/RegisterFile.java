package org.haiov.blocks.core;

import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/** x0 to x31 in LUT RAM: read in D, written by W. x0 is never written and so stays 0. */
final class RegisterFile extends Component {
    final Signal first = input(5);
    final Signal second = input(5);
    final Signal firstValue = output(64);
    final Signal secondValue = output(64);
    /** Of W. {@code number} 0 never comes with {@code write}. */
    final Signal write = input(1);
    final Signal number = input(5);
    final Signal value = input(64);

    RegisterFile() {
        Mem x = mem(64, 32).style(Style.DISTRIBUTED);
        firstValue.set(x.read(first));
        secondValue.set(x.read(second));
        when(write, () -> x.write(number, value));
        assertThat(write.not().or(number.any()), "x0 is written");
    }
}
