package org.haiov.blocks.core;

import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * A register's value in D: from the youngest producer ahead that writes it, else from the register file. A value that is made in M is not
 * taken from M's end but from W a cycle later, in E; a value that is made later than that makes D wait.
 */
final class Operand extends Component {
    final Signal number = input(5);
    /** It is needed. */
    final Signal read = input(1);
    final Signal stored = input(64);
    final Producer e = input(Producer.shape());
    final Producer m = input(Producer.shape());
    final Producer w = input(Producer.shape());
    /** M goes to W at the end of this cycle, or is empty. */
    final Signal mGoes = input(1);
    final Signal value = output(64);
    final Signal late = output(1);
    final Signal waits = output(1);

    Operand() {
        Bits fromE = e.makes(number);
        Bits fromM = m.makes(number).and(fromE.not());
        Bits fromW = w.makes(number);
        value.set(fromE.mux(e.value(), fromM.mux(m.value(), fromW.mux(w.value(), stored))));
        late.set(fromM.and(m.late()));
        waits.set(read.and(fromE.and(e.late()).or(late.and(mGoes.not()))));
        assertThat(w.valid().and(w.late()).not(), "a value that is not there in W");
    }

    void producers(Producer inE, Producer inM, Producer inW) {
        for (List<Producer> pair : List.of(List.of(e, inE), List.of(m, inM), List.of(w, inW))) {
            org.haiov.hdl.Bundle.set(pair.get(0), pair.get(1));
        }
    }
}
