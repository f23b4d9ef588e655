package org.haiov.sim.golden.translate;

import java.lang.classfile.CodeBuilder;
import org.haiov.sim.golden.isa.Decoded;

/**
 * Where generated code has the x registers. In locals, if the region goes round in it: they are loaded at its begin and stored at every exit,
 * exceptions included. Else in the hart's array, for then most of them would be loaded and stored in vain.
 */
final class Registers {
    private final CodeBuilder code;
    private final boolean inLocals;

    Registers(CodeBuilder code, boolean inLocals) {
        this.code = code;
        this.inLocals = inLocals;
    }

    /** Pushes a register. */
    void get(int register) {
        if (register == 0) {
            code.lconst_0();
        } else if (inLocals) {
            code.lload(Local.register(register));
        } else {
            code.aload(Local.X).loadConstant(register).laload();
        }
    }

    /** To be called before the value for {@link #set} is computed. */
    void prepare(int register) {
        if (!inLocals && register != Decoded.SINK) {
            code.aload(Local.X).loadConstant(register);
        }
    }

    /** Pops the value of a register. */
    void set(int register) {
        if (register == Decoded.SINK) {
            code.pop2();
        } else if (inLocals) {
            code.lstore(Local.register(register));
        } else {
            code.lastore();
        }
    }
}
