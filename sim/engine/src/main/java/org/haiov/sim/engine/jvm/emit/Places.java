package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;

/** Where a unit's code finds slots and memories. */
interface Places {
    /** Pushes a slot's value, an int or a long. */
    void load(CodeBuilder c, Slot slot);

    /** What must be on the stack below the value to store. */
    void beforeStore(CodeBuilder c, Slot slot);

    /** Stores the value on the stack. */
    void store(CodeBuilder c, Slot slot);

    /** Pushes a memory column's array. */
    void array(CodeBuilder c, MemoryArray memory);

    /** Notes that a memory column is written. */
    void written(CodeBuilder c, MemoryArray memory);

    /** Notes that a check does not hold. */
    void violation(CodeBuilder c, int index);

    /** Pushes the array that outputs go to. */
    void outputs(CodeBuilder c);
}
