package org.haiov.sim.engine.jvm.emit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.runtime.GeneratedClasses;

/** Access to the running design's slots and memories, one at a time. */
public final class Fields {
    private final Layout layout;
    private final GeneratedClasses loader;

    Fields(Layout layout, GeneratedClasses loader) {
        this.layout = layout;
        this.loader = loader;
    }

    /** One slot. */
    public static final class Cell {
        private final VarHandle handle;
        private final Object holder;
        private final boolean isLong;

        private Cell(VarHandle handle, Object holder, boolean isLong) {
            this.handle = handle;
            this.holder = holder;
            this.isLong = isLong;
        }

        public long get() {
            if (holder == null) {
                return isLong ? (long) handle.get() : (int) handle.get() & 0xffffffffL;
            }
            return isLong ? (long) handle.get(holder) : (int) handle.get(holder) & 0xffffffffL;
        }

        public void set(long value) {
            if (holder != null) {
                throw new IllegalStateException("only inputs are set one by one");
            }
            if (isLong) {
                handle.set(value);
            } else {
                handle.set((int) value);
            }
        }
    }

    public Cell cell(Slot slot) {
        Layout.Field f = layout.field(slot);
        try {
            Object holder = holder(f);
            Class<?> owner = loader.loadClass(layout.className(f));
            Class<?> type = slot.isLong() ? long.class : int.class;
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            VarHandle handle = holder == null ? lookup.findStaticVarHandle(owner, f.name(), type)
                    : lookup.findVarHandle(owner, f.name(), type);
            return new Cell(handle, holder, slot.isLong());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("slot " + slot, e);
        }
    }

    /** A memory column's {@code int[]} or {@code long[]}. */
    public Object array(MemoryArray column) {
        Layout.Field f = layout.field(column);
        try {
            return loader.loadClass(layout.className(f)).getField(f.name()).get(holder(f));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("memory " + column, e);
        }
    }

    private Object holder(Layout.Field f) throws ReflectiveOperationException {
        return layout.isStatic(f) ? null : loader.loadClass(layout.prefix() + "Objects").getField(Layout.object(f.unit())).get(null);
    }
}
