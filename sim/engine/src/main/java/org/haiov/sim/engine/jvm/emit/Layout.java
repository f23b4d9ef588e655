package org.haiov.sim.engine.jvm.emit;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Unit;

/**
 * Which class and field each slot and memory column is kept in, and each slot's place in a saved state.
 *
 * <pre>
 *   Main          inputs, ticks, memories never written          static fields
 *   UnitN         slots and memories that one unit writes        static fields
 *   ShapeN        the same for units of one shape                fields of objects, one a unit, themselves in Objects.uK
 *
 *   saved state   inputs and ticks, then each unit's slots in the order of execution; one long each
 * </pre>
 */
public final class Layout {
    private final String prefix;
    private final Map<Unit, UnitClass> classes = new HashMap<>();
    private final Map<Slot, Field> slots = new HashMap<>();
    private final Map<MemoryArray, Field> arrays = new HashMap<>();
    private final Map<Slot, Integer> saved = new HashMap<>();
    private final List<Slot> order = new ArrayList<>();
    private final List<Slot> mainSlots = new ArrayList<>();
    private final List<MemoryArray> mainArrays = new ArrayList<>();
    private final Set<MemoryArray> versioned = new HashSet<>();

    /**
     * @param unit null for the main class
     */
    record Field(Unit unit, String name) {
    }

    /** @param prefix of the class names, with a dot behind */
    Layout(String prefix) {
        this.prefix = prefix;
    }

    /** A layout that knows all this one does, for code that comes later and has slots of its own. */
    Layout forObserver() {
        Layout all = new Layout(prefix);
        all.classes.putAll(classes);
        all.slots.putAll(slots);
        all.arrays.putAll(arrays);
        return all;
    }

    ClassDesc main() {
        return ClassDesc.of(prefix + "Main");
    }

    ClassDesc objects() {
        return ClassDesc.of(prefix + "Objects");
    }

    String prefix() {
        return prefix;
    }

    void addMain(Slot slot) {
        slots.put(slot, new Field(null, "s" + mainSlots.size()));
        mainSlots.add(slot);
        save(slot);
    }

    void addMain(MemoryArray array) {
        arrays.put(array, new Field(null, "m" + mainArrays.size()));
        mainArrays.add(array);
    }

    void addUnit(Unit unit) {
        for (int i = 0; i < unit.slots().size(); i++) {
            slots.put(unit.slots().get(i), new Field(unit, "s" + i));
            save(unit.slots().get(i));
        }
        for (int i = 0; i < unit.arrays().size(); i++) {
            arrays.put(unit.arrays().get(i), new Field(unit, "m" + i));
        }
    }

    /** A field in which a shared unit keeps a constant of its own; no part of the state. */
    void addParameter(Unit unit, int number, Slot slot) {
        slots.put(slot, new Field(unit, parameter(number)));
    }

    static String parameter(int number) {
        return "k" + number;
    }

    private void save(Slot slot) {
        saved.put(slot, order.size());
        order.add(slot);
    }

    void setClass(Unit unit, UnitClass c) {
        classes.put(unit, c);
    }

    UnitClass classOf(Unit unit) {
        return classes.get(unit);
    }

    Field field(Slot slot) {
        return slots.get(slot);
    }

    Field field(MemoryArray array) {
        return arrays.get(array);
    }

    List<Slot> mainSlots() {
        return mainSlots;
    }

    List<MemoryArray> mainArrays() {
        return mainArrays;
    }

    String className(Field field) {
        return field.unit() == null ? prefix + "Main" : classes.get(field.unit()).name();
    }

    /** The class that holds a field. */
    ClassDesc owner(Field field) {
        return ClassDesc.of(className(field));
    }

    boolean isStatic(Field field) {
        return field.unit() == null || !classes.get(field.unit()).isShared();
    }

    /** Says that somebody wants to know whether a memory column was written; those never written have no such count. */
    void addVersion(MemoryArray array) {
        if (arrays.get(array).unit() != null) {
            versioned.add(array);
        }
    }

    boolean isVersioned(MemoryArray array) {
        return versioned.contains(array);
    }

    /** Field that counts the writes to a memory column, in the class of its array. */
    static String version(Field array) {
        return array.name() + "v";
    }

    /** Field of {@link #objects()} that holds a shared unit's object. */
    static String object(Unit unit) {
        return "u" + unit.index();
    }

    static ClassDesc type(Slot slot) {
        return slot.isLong() ? ConstantDescs.CD_long : ConstantDescs.CD_int;
    }

    static ClassDesc type(MemoryArray array) {
        return (array.isLong() ? ConstantDescs.CD_long : ConstantDescs.CD_int).arrayType();
    }

    /** All slots in the order of a saved state. */
    public List<Slot> order() {
        return order;
    }

    /** A slot's index in a saved state. */
    public int index(Slot slot) {
        return saved.get(slot);
    }
}
