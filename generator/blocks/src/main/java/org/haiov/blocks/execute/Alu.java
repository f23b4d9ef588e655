package org.haiov.blocks.execute;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** Integer operations by funct3 (Unprivileged ISA 20191213, 2.4, 5.2), and the conditions of branches (2.5). Combinational. */
public final class Alu extends Component {
    public final Signal a = input(64);
    public final Signal b = input(64);
    /** funct3 of the operation, or of the branch. */
    public final Signal funct3 = input(3);
    /** SUB for ADD, SRA for SRL. */
    public final Signal alternate = input(1);
    /** On the lower 32 bits, the result sign-extended. */
    public final Signal word = input(1);
    public final Signal result = output(64);
    /** a + b, for addresses. */
    public final Signal sum = output(64);
    /** Whether a branch with this funct3 is taken on a and b. */
    public final Signal taken = output(1);

    private static final int ADD = 0;
    private static final int SLL = 1;
    private static final int SLT = 2;
    private static final int SLTU = 3;
    private static final int XOR = 4;
    private static final int SR = 5;
    private static final int OR = 6;
    private static final int AND = 7;

    public Alu() {
        sum.set(a.plus(b));
        Bits difference = a.minus(b);
        Bits unsignedLess = a.ltu(b);
        Bits signedLess = a.msb().xor(b.msb()).mux(a.msb(), unsignedLess);
        Bits equal = a.eq(b);

        Bits amount = Bits.cat(b.bit(5).and(word.not()), b.low(5));
        Bits filled = alternate.and(word.mux(a.bit(31), a.msb()));
        Bits upper = word.mux(filled.repeat(32), a.high(32));
        Bits right = Bits.cat(filled, upper, a.low(32)).shrs(amount).low(64);

        Signal wide = wire(64);
        switchOn(funct3)
                .is(ADD, () -> wide.set(alternate.mux(difference, sum)))
                .is(SLL, () -> wide.set(a.shl(amount)))
                .is(SLT, () -> wide.set(signedLess.zext(64)))
                .is(SLTU, () -> wide.set(unsignedLess.zext(64)))
                .is(XOR, () -> wide.set(a.xor(b)))
                .is(SR, () -> wide.set(right))
                .is(OR, () -> wide.set(a.or(b)))
                .is(AND, () -> wide.set(a.and(b)));
        result.set(word.mux(wide.low(32).sext(64), wide));

        Bits condition = funct3.msb().mux(funct3.bit(1).mux(unsignedLess, signedLess), equal);
        taken.set(condition.xor(funct3.bit(0)));
    }
}
