package org.haiov.hdl;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * Names things after the field or collection that they end up in: elements of vectors, arrays and lists, members of bundles, and
 * what a helper method made and only its own local variable had named.
 */
final class Naming {
    /** A class's own fields that may hold hardware. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredFields())
                    .filter(f -> !Modifier.isStatic(f.getModifiers()) && !f.isSynthetic() && mayHoldHardware(f.getType())
                            && f.trySetAccessible())
                    .toList();
        }
    };

    private Naming() {
    }

    /** Names the elements of a new vector after the variable or field that the vector goes into. */
    static void nameElements(Vec<?> vec, Site site) {
        if (site.name() != null) {
            nameEach(vec, site.name(), site.inField(), null);
        }
    }

    /** Gives the component's own parts the names of the fields that hold them. */
    static void nameFromFields(Component component) {
        for (Class<?> type = component.getClass(); type != Component.class; type = type.getSuperclass()) {
            for (Field field : FIELDS.get(type)) {
                try {
                    name(field.get(component), field.getName(), true, component);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field.toString(), e);
                }
            }
        }
    }

    /** @param owner only what belongs to this component is named; null for all */
    private static void name(Object thing, String name, boolean isFinal, Component owner) {
        switch (thing) {
            case null -> {
            }
            case Signal s -> offer(s.givenName(), s.owner, name, isFinal, owner);
            case Component c -> offer(c.givenName(), c.parent(), name, isFinal, owner);
            case Mem m -> offer(m.givenName(), m.owner, name, isFinal, owner);
            case Vec<?> v -> nameEach(v, name, isFinal, owner);
            case List<?> l -> nameEach(l, name, isFinal, owner);
            case Object[] a -> nameEach(Arrays.asList(a), name, isFinal, owner);
            case Enumerated<?> e -> name(e.bits(), name, isFinal, owner);
            case StateMachine<?> m -> name(m.bits(), name, isFinal, owner);
            case Bundle b when b instanceof Record r ->
                    Shapes.members(r).forEach((member, value) -> name(value, name + "_" + member, isFinal, owner));
            default -> {
            }
        }
    }

    private static void offer(GivenName given, Component belongsTo, String name, boolean isFinal, Component owner) {
        if (owner == null || owner == belongsTo) {
            given.offer(name, isFinal);
        }
    }

    private static void nameEach(Iterable<?> elements, String name, boolean isFinal, Component owner) {
        int i = 0;
        for (Object element : elements) {
            name(element, name + "_" + i++, isFinal, owner);
        }
    }

    private static boolean mayHoldHardware(Class<?> type) {
        return !type.isPrimitive() && type != String.class && !type.isEnum();
    }
}
