package org.haiov.blocks.cache;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** What an AMO writes (Unprivileged ISA 20191213, 8.4). Combinational. */
final class AtomicUnit extends Component {
    /** funct5. */
    private static final int SWAP = 1;
    private static final int ADD = 0;
    private static final int XOR = 4;
    private static final int AND = 12;
    private static final int OR = 8;

    final Signal funct5 = input(5);
    /** 1 bit: 64 bits, else 32. */
    final Signal isDouble = input(1);
    /** 1 bit: of the 32-bit halves the upper one. */
    final Signal upper = input(1);
    /** The word in memory; rs2. */
    final Signal word = input(64);
    final Signal operand = input(64);
    /** The new value, in both halves where it has 32 bits. */
    final Signal result = output(64);

    AtomicUnit() {
        // 32-bit operands stand in the upper half, where carry and sign come out as for 64 bits
        Bits a = isDouble.mux(word, Bits.cat(upper.mux(word.high(32), word.low(32)), Bits.lit(0, 32)));
        Bits b = isDouble.mux(operand, Bits.cat(operand.low(32), Bits.lit(0, 32)));
        // the others are minimum and maximum: 16 MIN, 20 MAX, 24 MINU, 28 MAXU
        Bits signed = funct5.bit(3).not();
        Bits less = Bits.cat(a.msb().xor(signed), a.low(63)).ltu(Bits.cat(b.msb().xor(signed), b.low(63)));
        Bits maximum = funct5.bit(2);
        Bits extreme = less.xor(maximum).mux(a, b);
        Signal value = wire(64);
        switchOn(funct5)
                .is(SWAP, () -> value.set(b))
                .is(ADD, () -> value.set(a.plus(b)))
                .is(XOR, () -> value.set(a.xor(b)))
                .is(AND, () -> value.set(a.and(b)))
                .is(OR, () -> value.set(a.or(b)))
                .otherwise(() -> value.set(extreme));
        result.set(isDouble.mux(value, value.high(32).repeat(2)));
    }
}
