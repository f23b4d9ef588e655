package org.haiov.blocks.execute;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/**
 * DIV, DIVU, REM, REMU and their forms on words (Unprivileged ISA 20191213, 7.2). Restoring, a bit a cycle, beginning where the quotient's
 * first bit can be: 4 cycles, and one for each bit that the dividend is longer than the divisor.
 */
public final class Divider extends Component {
    /** Operands are there and wanted; held until {@code done}. Falling before gives it up. */
    public final Signal start = input(1);
    public final Signal a = input(64);
    public final Signal b = input(64);
    public final Signal funct3 = input(3);
    public final Signal word = input(1);
    /** One cycle, with the result. */
    public final Signal done = output(1);
    public final Signal result = output(64);

    private enum State { IDLE, ALIGN, STEP, DONE }

    public Divider() {
        Bits signed = funct3.bit(0).not();
        Bits remainderWanted = funct3.bit(1);
        Bits dividend = extended(a, signed);
        Bits divisor = extended(b, signed);
        Bits aNegative = signed.and(dividend.msb());
        Bits bNegative = signed.and(divisor.msb());

        StateMachine<State> state = machine(State.IDLE);
        Reg remainder = reg(64);
        Reg subtrahend = reg(64);
        Reg quotient = reg(64);
        Reg steps = reg(6);
        // By zero: all ones and the dividend, without a change of sign (table 7.1). The overflow of signed division comes out by itself.
        Reg negateQuotient = reg(1);
        Reg negateRemainder = reg(1);

        Bits distance = leadingZeros(subtrahend).minus(leadingZeros(remainder));
        Bits smaller = remainder.ltu(subtrahend);
        Bits reduced = remainder.minus(subtrahend);
        state.in(State.IDLE, () -> when(start, () -> {
            remainder.set(aNegative.mux(dividend.neg(), dividend));
            subtrahend.set(bNegative.mux(divisor.neg(), divisor));
            quotient.set(0);
            negateQuotient.set(aNegative.xor(bNegative).and(divisor.any()));
            negateRemainder.set(aNegative);
            state.go(State.ALIGN);
        }));
        state.in(State.ALIGN, () -> {
            state.go(State.STEP);
            steps.set(distance);
            subtrahend.set(subtrahend.shl(distance));
            when(smaller, () -> state.go(State.DONE));
            when(subtrahend.isZero(), () -> {
                quotient.set(-1);
                state.go(State.DONE);
            });
        });
        state.in(State.STEP, () -> {
            quotient.set(Bits.cat(quotient.low(63), smaller.not()));
            when(smaller.not(), () -> remainder.set(reduced));
            subtrahend.set(subtrahend.shru(1));
            steps.set(steps.minus(1));
            when(steps.isZero(), () -> state.go(State.DONE));
        });
        state.in(State.DONE, () -> state.go(State.IDLE));
        when(start.not(), () -> state.go(State.IDLE));
        done.set(state.is(State.DONE).and(start));

        Bits magnitude = remainderWanted.mux(remainder, quotient);
        Bits negate = remainderWanted.mux(negateRemainder, negateQuotient);
        Bits wide = negate.mux(magnitude.neg(), magnitude);
        result.set(word.mux(wide.low(32).sext(64), wide));
    }

    private Bits extended(Bits operand, Bits signed) {
        Bits upper = signed.and(operand.bit(31)).repeat(32);
        return Bits.cat(word.mux(upper, operand.high(32)), operand.low(32));
    }

    /** Of a value that is not 0: the bits of the result are found from the top by halving. */
    private static Bits leadingZeros(Bits value) {
        if (value.width() == 1) {
            throw new IllegalArgumentException("a value of one bit has no leading zero");
        }
        int half = value.width() / 2;
        Bits upperIsZero = value.high(half).isZero();
        if (half == 1) {
            return upperIsZero;
        }
        return Bits.cat(upperIsZero, leadingZeros(upperIsZero.mux(value.low(half), value.high(half))));
    }
}
