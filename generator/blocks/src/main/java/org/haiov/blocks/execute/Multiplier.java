package org.haiov.blocks.execute;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * MUL, MULH, MULHSU, MULHU, MULW (Unprivileged ISA 20191213, 7.1), one a cycle: four products of halves in E, for DSP blocks, their sum in M.
 */
public final class Multiplier extends Component {
    /** E: operands; {@code start} 1 takes them at the end of the cycle. */
    public final Signal start = input(1);
    public final Signal a = input(64);
    public final Signal b = input(64);
    public final Signal funct3 = input(3);
    public final Signal word = input(1);
    /** M, the cycle after start; stays until the next start. */
    public final Signal result = output(64);

    public Multiplier() {
        Bits aSigned = funct3.low(2).ne(3);
        Bits bSigned = funct3.bit(1).not();
        Bits aHigh = Bits.cat(aSigned.and(a.msb()), a.high(32));
        Bits bHigh = Bits.cat(bSigned.and(b.msb()), b.high(32));
        Bits aLow = a.low(32).zext(33);
        Bits bLow = b.low(32).zext(33);
        Reg lowLow = reg(64).enabledBy(start);
        Reg lowHigh = reg(66).enabledBy(start);
        Reg highLow = reg(66).enabledBy(start);
        Reg highHigh = reg(66).enabledBy(start);
        Reg upper = reg(1).enabledBy(start);
        Reg onWord = reg(1).enabledBy(start);
        lowLow.set(a.low(32).timesUnsigned(b.low(32)));
        lowHigh.set(aLow.timesSigned(bHigh));
        highLow.set(aHigh.timesSigned(bLow));
        highHigh.set(aHigh.timesSigned(bHigh));
        upper.set(funct3.low(2).any());
        onWord.set(word);

        Bits middle = lowHigh.sext(67).plus(highLow.sext(67)).plus(lowLow.high(32).zext(67));
        Bits high = highHigh.low(64).plus(middle.slice(66, 32).sext(64));
        Bits low = Bits.cat(middle.low(32), lowLow.low(32));
        result.set(upper.mux(high, onWord.mux(low.low(32).sext(64), low)));
    }
}
