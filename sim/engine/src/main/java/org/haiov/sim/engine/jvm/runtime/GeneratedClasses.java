package org.haiov.sim.engine.jvm.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * Loader of one simulation's classes; with it they go away.
 *
 * <p>A loader and not hidden classes: those cannot name each other, and the units read each other's fields.
 */
public final class GeneratedClasses extends ClassLoader {
    private final Map<String, byte[]> pending = new HashMap<>();

    public GeneratedClasses() {
        super("haiov-simulation", GeneratedClasses.class.getClassLoader());
    }

    /** Makes a class known; it is defined when it is first used. */
    public void add(String name, byte[] bytes) {
        pending.put(name, bytes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = pending.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
