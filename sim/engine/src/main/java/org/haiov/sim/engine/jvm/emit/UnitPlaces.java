package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Unit;

/** A unit's view of the layout: its own fields, static ones of other classes, and objects of shared units. */
final class UnitPlaces implements Places {
    private final Layout layout;
    private final Unit self;
    private final boolean shared;
    private final Map<Unit, String> ports = new LinkedHashMap<>();

    /** @param shared whether the unit is an object in local variable 0 */
    UnitPlaces(Layout layout, Unit self, boolean shared) {
        this.layout = layout;
        this.self = self;
        this.shared = shared;
    }

    /** Other shared units it refers to, with the field of its own that holds the reference. */
    Map<Unit, String> ports() {
        return ports;
    }

    /** Pushes the object that holds a field, if it is not static. */
    private void holder(CodeBuilder c, Layout.Field f) {
        if (layout.isStatic(f)) {
            return;
        }
        ClassDesc type = layout.owner(f);
        if (f.unit() == self) {
            c.aload(0);
        } else if (shared) {
            String port = ports.computeIfAbsent(f.unit(), _ -> "p" + ports.size());
            c.aload(0).getfield(layout.classOf(self).desc(), port, type);
        } else {
            c.getstatic(layout.objects(), Layout.object(f.unit()), type);
        }
    }

    private void get(CodeBuilder c, Layout.Field f, ClassDesc type) {
        holder(c, f);
        if (layout.isStatic(f)) {
            c.getstatic(layout.owner(f), f.name(), type);
        } else {
            c.getfield(layout.owner(f), f.name(), type);
        }
    }

    @Override
    public void load(CodeBuilder c, Slot slot) {
        get(c, layout.field(slot), Layout.type(slot));
    }

    @Override
    public void beforeStore(CodeBuilder c, Slot slot) {
        holder(c, layout.field(slot));
    }

    @Override
    public void store(CodeBuilder c, Slot slot) {
        Layout.Field f = layout.field(slot);
        if (layout.isStatic(f)) {
            c.putstatic(layout.owner(f), f.name(), Layout.type(slot));
        } else {
            c.putfield(layout.owner(f), f.name(), Layout.type(slot));
        }
    }

    @Override
    public void array(CodeBuilder c, MemoryArray memory) {
        get(c, layout.field(memory), Layout.type(memory));
    }

    @Override
    public void written(CodeBuilder c, MemoryArray memory) {
        if (layout.isVersioned(memory)) {
            Layout.Field f = layout.field(memory);
            holder(c, f);
            version(c, memory);
            c.iconst_1().iadd();
            if (layout.isStatic(f)) {
                c.putstatic(layout.owner(f), Layout.version(f), ConstantDescs.CD_int);
            } else {
                c.putfield(layout.owner(f), Layout.version(f), ConstantDescs.CD_int);
            }
        }
    }

    /** Pushes how often a memory column was written, 0 if that is not counted. */
    void version(CodeBuilder c, MemoryArray memory) {
        if (layout.isVersioned(memory)) {
            Layout.Field f = layout.field(memory);
            get(c, new Layout.Field(f.unit(), Layout.version(f)), ConstantDescs.CD_int);
        } else {
            c.iconst_0();
        }
    }

    @Override
    public void violation(CodeBuilder c, int index) {
        // The first one found stays.
        var known = c.newLabel();
        c.getstatic(layout.main(), MainWriter.VIOLATION, ConstantDescs.CD_int).ifge(known);
        c.loadConstant(index).putstatic(layout.main(), MainWriter.VIOLATION, ConstantDescs.CD_int);
        c.labelBinding(known);
    }

    @Override
    public void outputs(CodeBuilder c) {
        c.aload(0);
    }
}
