package org.haiov.blocks.cache;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** What an AMO writes (Unprivileged ISA 20191213, 8.4). Combinational. */
final class AtomicUnit extends Component {
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
        // funct5 is its upper three bits and SWAP: 0 ADD, 1 XOR, 2 OR, 3 AND, 4 MIN, 5 MAX, 6 MINU, 7 MAXU
        Bits swap = funct5.bit(0);
        Bits op = funct5.high(3);
        Bits extreme = op.bit(2);
        Bits signed = op.bit(1).not();
        Bits less = Bits.cat(a.msb().xor(signed), a.low(63)).ltu(Bits.cat(b.msb().xor(signed), b.low(63)));
        Bits keeps = swap.not().and(extreme).and(less.xor(op.bit(0)));
        Bits takes = swap.or(extreme.and(keeps.not()));
        Bits and = op.eq(3).and(takes.not());
        // all but the sum from a and b by one rule: where a has a 0, b or 0; where it has a 1, b, or not b, or 1
        Bits below = b.and(keeps.or(and).not().repeat(64));
        Bits above = b.xor(op.eq(1).and(takes.not()).repeat(64)).or(keeps.or(op.eq(2).and(takes.not())).repeat(64));
        Bits bitwise = a.and(above).or(a.not().and(below));
        Bits adds = op.eq(0).and(swap.not());
        Bits value = adds.mux(a.plus(b), bitwise);
        result.set(isDouble.mux(value, value.high(32).repeat(2)));
    }
}
