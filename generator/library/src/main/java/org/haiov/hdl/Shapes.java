package org.haiov.hdl;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.haiov.hdl.error.BadDescription;

/** Walks over bundles by reflection on their record components. */
final class Shapes {
    private Shapes() {
    }

    /** A copy of the shape with every signal replaced; the function gets the signal and its name, {@code prefix_member}. */
    @SuppressWarnings("unchecked")
    static <T> T map(T shape, String prefix, BiFunction<Signal, String, Signal> leaf) {
        return (T) switch (shape) {
            case Signal s -> leaf.apply(s, prefix);
            case Vec<?> v -> Vec.ofElements(mapElements(v, prefix, leaf));
            case Record r -> mapRecord(r, prefix, leaf);
            default -> throw bad(shape);
        };
    }

    private static List<Object> mapElements(Vec<?> v, String prefix, BiFunction<Signal, String, Signal> leaf) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < v.size(); i++) {
            elements.add(map((Object) v.get(i), join(prefix, Integer.toString(i)), leaf));
        }
        return elements;
    }

    private static Object mapRecord(Record r, String prefix, BiFunction<Signal, String, Signal> leaf) {
        RecordComponent[] components = r.getClass().getRecordComponents();
        Object[] members = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object member = get(r, components[i]);
            members[i] = isHardware(member) ? map(member, join(prefix, components[i].getName()), leaf) : member;
        }
        try {
            Constructor<?> constructor = r.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(members);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException re ? re : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + r.getClass().getName(), e);
        }
    }

    static List<Signal> signals(Object bundle) {
        List<Signal> all = new ArrayList<>();
        collect(bundle, all);
        return all;
    }

    private static void collect(Object value, List<Signal> into) {
        switch (value) {
            case Signal s -> into.add(s);
            case Vec<?> v -> v.forEach(e -> collect(e, into));
            case Record r -> members(r).values().forEach(m -> collect(m, into));
            default -> throw bad(value);
        }
    }

    /** A bundle's members that are hardware, by name. */
    static Map<String, Object> members(Record r) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent c : r.getClass().getRecordComponents()) {
            Object member = get(r, c);
            if (isHardware(member)) {
                members.put(c.getName(), member);
            }
        }
        return members;
    }

    static void pairs(Object a, Object b, BiConsumer<Signal, Signal> action) {
        List<Signal> left = signals(a);
        List<Signal> right = signals(b);
        if (left.size() != right.size()) {
            throw new BadDescription("bundles of different shape: " + left.size() + " and " + right.size() + " signals",
                    "use two of one shape", Sites.here().loc());
        }
        for (int i = 0; i < left.size(); i++) {
            action.accept(left.get(i), right.get(i));
        }
    }

    /** Whether a record component is part of the hardware; others (a width, say) are carried along. */
    private static boolean isHardware(Object member) {
        return member instanceof Signal || member instanceof Vec<?> || member instanceof Bundle;
    }

    static String join(String prefix, String member) {
        return prefix == null ? member : prefix + "_" + member;
    }

    private static Object get(Record r, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(r);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + r.getClass().getName(), e);
        }
    }

    private static BadDescription bad(Object value) {
        return new BadDescription("a bundle of class " + (value == null ? "null" : value.getClass().getName()),
                "a bundle is a Java record that implements Bundle, of Signals, Bundles and Vecs", Sites.here().loc());
    }
}
