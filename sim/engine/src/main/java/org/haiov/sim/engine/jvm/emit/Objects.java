package org.haiov.sim.engine.jvm.emit;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassFile;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.plan.SharedUnits;
import org.haiov.sim.engine.jvm.plan.Unit;

/**
 * The objects of shared units: a class with each in a static final field, so that the JIT compiler takes its address for a
 * constant, and what ties the objects together.
 */
final class Objects {
    private Objects() {
    }

    /** @param ports fields that refer to other objects, with the unit that the first object's refers to */
    record Shared(UnitClass unitClass, Map<Unit, String> ports) {
    }

    static byte[] write(Layout layout, List<Shared> all) {
        return ClassFile.of().build(layout.objects(), b -> {
            b.withFlags(ACC_PUBLIC | ACC_FINAL);
            for (Shared s : all) {
                for (Unit u : s.unitClass.units()) {
                    b.withField(Layout.object(u), s.unitClass.desc(), ACC_PUBLIC | ACC_STATIC | ACC_FINAL);
                }
            }
            b.withMethodBody(ConstantDescs.CLASS_INIT_NAME, UnitWriter.NOTHING, ACC_STATIC, c -> {
                for (Shared s : all) {
                    for (Unit u : s.unitClass.units()) {
                        c.new_(s.unitClass.desc()).dup()
                                .invokespecial(s.unitClass.desc(), ConstantDescs.INIT_NAME, UnitWriter.NOTHING)
                                .putstatic(layout.objects(), Layout.object(u), s.unitClass.desc());
                    }
                }
                c.return_();
            });
        });
    }

    /** Gives the objects their references to each other and their constants. */
    static void link(List<Shared> all, Layout layout, ClassLoader loader) {
        try {
            Class<?> objects = loader.loadClass(layout.prefix() + "Objects");
            for (Shared s : all) {
                SharedUnits shared = s.unitClass.shared();
                Class<?> type = loader.loadClass(s.unitClass.name());
                for (int i = 0; i < shared.units().size(); i++) {
                    Object object = objects.getField(Layout.object(shared.units().get(i))).get(null);
                    for (Map.Entry<Unit, String> port : s.ports.entrySet()) {
                        int number = shared.ports().getFirst().indexOf(port.getKey());
                        Unit other = shared.ports().get(i).get(number);
                        type.getField(port.getValue()).set(object, objects.getField(Layout.object(other)).get(null));
                    }
                    for (int k = 0; k < shared.parameterSlots().size(); k++) {
                        long value = shared.parameters().get(i).get(k);
                        if (shared.parameterSlots().get(k).isLong()) {
                            type.getField(Layout.parameter(k)).setLong(object, value);
                        } else {
                            type.getField(Layout.parameter(k)).setInt(object, (int) value);
                        }
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated objects", e);
        }
    }
}
