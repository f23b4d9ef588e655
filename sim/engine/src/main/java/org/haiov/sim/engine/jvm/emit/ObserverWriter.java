package org.haiov.sim.engine.jvm.emit;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import org.haiov.sim.engine.jvm.plan.Unit;
import org.haiov.sim.engine.jvm.runtime.Observer;

/** Writes the class through which an observer's units are called. */
final class ObserverWriter {
    private static final ClassDesc SUPER = ClassDesc.of(Observer.class.getName());

    private ObserverWriter() {
    }

    static byte[] write(Layout layout, String name, List<Unit> units) {
        return ClassFile.of().build(ClassDesc.of(name), b -> {
            b.withFlags(ACC_PUBLIC | ACC_FINAL);
            b.withSuperclass(SUPER);
            b.withMethodBody(ConstantDescs.INIT_NAME, UnitWriter.NOTHING, ACC_PUBLIC, c -> c.aload(0)
                    .invokespecial(SUPER, ConstantDescs.INIT_NAME, UnitWriter.NOTHING).return_());
            b.withMethodBody("observe", UnitWriter.OUTPUTS, ACC_PUBLIC, c -> {
                for (Unit unit : units) {
                    c.aload(1).invokestatic(layout.classOf(unit).desc(), UnitWriter.EVAL, UnitWriter.OUTPUTS);
                }
                c.return_();
            });
        });
    }
}
