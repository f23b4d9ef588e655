package org.haiov.sim.engine.jvm.emit;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Unit;

/** Writes the class of a unit, or of several of one shape. */
final class UnitWriter {
    static final String EVAL = "eval";
    static final String SWEEP = "sweep";
    static final String COMMIT = "commit";
    static final String SAVE = "save";
    static final String LOAD = "load";
    static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);
    static final MethodTypeDesc STATE = MethodTypeDesc.of(CD_void, ConstantDescs.CD_long.arrayType(), ConstantDescs.CD_int);
    static final MethodTypeDesc OUTPUTS = MethodTypeDesc.of(CD_void, ConstantDescs.CD_long.arrayType());

    private final Layout layout;
    private final UnitClass unitClass;
    private final Unit unit;
    private final int flags;
    private final UnitPlaces places;

    private UnitWriter(Layout layout, UnitClass unitClass) {
        this.layout = layout;
        this.unitClass = unitClass;
        this.unit = unitClass.units().getFirst();
        this.flags = ACC_PUBLIC | (unitClass.isShared() ? 0 : ACC_STATIC);
        this.places = new UnitPlaces(layout, unit, unitClass.isShared());
    }

    /**
     * @param bytes the class file
     * @param places with the ports its objects need to be given
     */
    record Written(byte[] bytes, UnitPlaces places) {
        /** Bytes of bytecode that a cycle runs through. */
        int codeLength() {
            return ClassFile.of().parse(bytes).methods().stream().filter(m -> m.methodName().equalsString(EVAL))
                    .flatMap(m -> m.findAttribute(Attributes.code()).stream()).mapToInt(CodeAttribute::codeLength).sum();
        }
    }

    /** @param gives whether its code gives values out, in an array it is passed */
    static Written write(Layout layout, UnitClass unitClass, boolean gives) {
        UnitWriter w = new UnitWriter(layout, unitClass);
        byte[] bytes = ClassFile.of().build(unitClass.desc(), b -> w.write(b, gives));
        return new Written(bytes, w.places);
    }

    private void write(ClassBuilder b, boolean gives) {
        b.withFlags(ACC_PUBLIC | ACC_FINAL);
        boolean shared = unitClass.isShared();
        for (Slot slot : unit.slots()) {
            b.withField(layout.field(slot).name(), Layout.type(slot), flags);
        }
        for (Slot slot : unitClass.shared().parameterSlots()) {
            b.withField(layout.field(slot).name(), Layout.type(slot), ACC_PUBLIC);
        }
        for (MemoryArray array : unit.arrays()) {
            b.withField(layout.field(array).name(), Layout.type(array), flags | ACC_FINAL);
            if (layout.isVersioned(array)) {
                b.withField(Layout.version(layout.field(array)), ConstantDescs.CD_int, flags);
            }
        }
        if (shared) {
            b.withMethodBody(ConstantDescs.INIT_NAME, NOTHING, ACC_PUBLIC, c -> {
                c.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, NOTHING);
                arrays(c);
                c.return_();
            });
        } else if (!unit.arrays().isEmpty()) {
            b.withMethodBody(ConstantDescs.CLASS_INIT_NAME, NOTHING, ACC_STATIC, c -> {
                arrays(c);
                c.return_();
            });
        }
        b.withMethodBody(EVAL, gives ? OUTPUTS : NOTHING, flags, c -> {
            UnitCode.write(c, unitClass.body(), places, gives || shared ? 1 : 0);
            c.return_();
        });
        if (unitClass.monitor() != null) {
            new QuietCode(unitClass, places).write(b);
        }
        if (unitClass.late() != null) {
            b.withMethodBody(COMMIT, NOTHING, flags, c -> {
                UnitCode.write(c, unitClass.late(), places, shared ? 1 : 0);
                c.return_();
            });
        }
        if (!gives) {
            b.withMethodBody(SAVE, STATE, flags, this::save);
            b.withMethodBody(LOAD, STATE, flags, this::load);
        }
        places.ports().forEach((other, field) -> b.withField(field, layout.classOf(other).desc(), ACC_PUBLIC));
    }

    private void arrays(CodeBuilder c) {
        for (MemoryArray array : unit.arrays()) {
            if (unitClass.isShared()) {
                c.aload(0);
            }
            newArray(c, array);
            Layout.Field f = layout.field(array);
            if (unitClass.isShared()) {
                c.putfield(layout.owner(f), f.name(), Layout.type(array));
            } else {
                c.putstatic(layout.owner(f), f.name(), Layout.type(array));
            }
        }
    }

    static void newArray(CodeBuilder c, MemoryArray array) {
        c.loadConstant(array.length()).newarray(array.isLong() ? TypeKind.LONG : TypeKind.INT);
    }

    private void save(CodeBuilder c) {
        int first = unitClass.isShared() ? 1 : 0;
        save(c, unit.slots(), places, first);
        c.return_();
    }

    private void load(CodeBuilder c) {
        int first = unitClass.isShared() ? 1 : 0;
        load(c, unit.slots(), places, first);
        c.return_();
    }

    /** Array in the first variable, index of the first slot in the second. */
    static void save(CodeBuilder c, Iterable<Slot> slots, Places places, int first) {
        int i = 0;
        for (Slot slot : slots) {
            c.aload(first).iload(first + 1).loadConstant(i++).iadd();
            places.load(c, slot);
            if (!slot.isLong()) {
                c.i2l();
                if (slot.width() == 32) {
                    c.loadConstant(0xffffffffL).land();
                }
            }
            c.lastore();
        }
    }

    static void load(CodeBuilder c, Iterable<Slot> slots, Places places, int first) {
        int i = 0;
        for (Slot slot : slots) {
            places.beforeStore(c, slot);
            c.aload(first).iload(first + 1).loadConstant(i++).iadd().laload();
            if (!slot.isLong()) {
                c.l2i();
            }
            places.store(c, slot);
        }
    }

}
