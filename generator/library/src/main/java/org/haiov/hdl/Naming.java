package org.haiov.hdl;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

/** Gives names to what the call site did not name: elements of vectors, arrays and lists, from the field that holds them. */
final class Naming {
    private Naming() {
    }

    /** Names a thing and, where it has parts, its parts after it; what has a name keeps it. */
    static void name(Object thing, String name) {
        if (name == null || thing == null) {
            return;
        }
        switch (thing) {
            case Signal s when s.name() == null -> s.setName(name);
            case Component c when c.instanceName() == null -> c.setInstanceName(name);
            case Mem m when m.name() == null -> m.setName(name);
            case Vec<?> v -> nameElements(v, name);
            case List<?> l -> nameElements(l, name);
            case Object[] a -> {
                for (int i = 0; i < Array.getLength(a); i++) {
                    name(a[i], name + "_" + i);
                }
            }
            default -> {
            }
        }
    }

    static void nameElements(Iterable<?> elements, String name) {
        if (name != null) {
            int i = 0;
            for (Object element : elements) {
                name(element, name + "_" + i++);
            }
        }
    }

    /** Last resort before elaboration: the component's own fields that hold collections of hardware. */
    static void nameFromFields(Component component) {
        for (Class<?> type = component.getClass(); type != Component.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && canHoldHardware(field.getType()) && field.trySetAccessible()) {
                    try {
                        name(field.get(component), field.getName());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(field.toString(), e);
                    }
                }
            }
        }
    }

    private static boolean canHoldHardware(Class<?> type) {
        return !type.isPrimitive() && type != String.class;
    }
}
