package org.haiov.verification.designs;

import static org.haiov.hdl.Bits.cat;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * One lane of {@link Lanes}: a shift-register generator feeds commands through a FIFO to an ALU, whose operands come from and whose
 * results go to a register file.
 */
final class Lane extends Component {
    final Signal go = input(1);
    final Signal seed = input(64);
    final Signal hash = output(64);

    Lane(int salt) {
        LaneFifo fifo = add(new LaneFifo(salt));
        LaneAlu alu = add(new LaneAlu(salt));
        LaneCounter counter = add(new LaneCounter(salt));
        Mem registers = mem(64, 32);

        Reg started = reg(1, 0);
        Reg stimulus = reg(64, 1);
        Bits shifted = stimulus.xor(stimulus.shl(13));
        Bits folded = shifted.xor(shifted.shru(7));
        when(go, () -> {
            started.set(1);
            stimulus.set(started.mux(folded.xor(folded.shl(17)), seed));
        });

        fifo.push.set(go.and(stimulus.bit(60).or(stimulus.bit(61))));
        fifo.pushData.set(stimulus);
        fifo.pop.set(go.and(stimulus.bit(62).or(stimulus.bit(63))));

        Bits command = fifo.popData;
        Bits run = fifo.popped;
        Bits destination = command.slice(14, 10);
        alu.operation.set(command.slice(18, 15));
        alu.a.set(registers.read(command.slice(4, 0)));
        alu.b.set(command.bit(19).mux(command.xor(0x5DEECE66DL + salt), registers.read(command.slice(9, 5))));
        when(run, () -> registers.write(destination, alu.result));

        counter.increment.set(run);
        Reg digest = reg(64, 0);
        when(run, () -> digest.set(Lanes.rotate(digest).xor(alu.result).plus(cat(counter.value, counter.value))));
        hash.set(digest);
    }
}
