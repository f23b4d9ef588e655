package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.OperatorInstruction;

/** The JVM's operators, so that int and long code can be written once. */
final class Operators {
    static final OperatorInstruction IAND = OperatorInstruction.of(Opcode.IAND);
    static final OperatorInstruction LAND = OperatorInstruction.of(Opcode.LAND);
    static final OperatorInstruction IOR = OperatorInstruction.of(Opcode.IOR);
    static final OperatorInstruction LOR = OperatorInstruction.of(Opcode.LOR);
    static final OperatorInstruction IXOR = OperatorInstruction.of(Opcode.IXOR);
    static final OperatorInstruction LXOR = OperatorInstruction.of(Opcode.LXOR);
    static final OperatorInstruction IADD = OperatorInstruction.of(Opcode.IADD);
    static final OperatorInstruction LADD = OperatorInstruction.of(Opcode.LADD);
    static final OperatorInstruction ISUB = OperatorInstruction.of(Opcode.ISUB);
    static final OperatorInstruction LSUB = OperatorInstruction.of(Opcode.LSUB);
    static final OperatorInstruction IMUL = OperatorInstruction.of(Opcode.IMUL);
    static final OperatorInstruction LMUL = OperatorInstruction.of(Opcode.LMUL);
    static final OperatorInstruction ISHL = OperatorInstruction.of(Opcode.ISHL);
    static final OperatorInstruction LSHL = OperatorInstruction.of(Opcode.LSHL);
    static final OperatorInstruction ISHR = OperatorInstruction.of(Opcode.ISHR);
    static final OperatorInstruction LSHR = OperatorInstruction.of(Opcode.LSHR);
    static final OperatorInstruction IUSHR = OperatorInstruction.of(Opcode.IUSHR);
    static final OperatorInstruction LUSHR = OperatorInstruction.of(Opcode.LUSHR);

    static final ArrayLoadInstruction IALOAD = ArrayLoadInstruction.of(Opcode.IALOAD);
    static final ArrayLoadInstruction LALOAD = ArrayLoadInstruction.of(Opcode.LALOAD);
    static final ArrayStoreInstruction IASTORE = ArrayStoreInstruction.of(Opcode.IASTORE);
    static final ArrayStoreInstruction LASTORE = ArrayStoreInstruction.of(Opcode.LASTORE);

    private Operators() {
    }
}
