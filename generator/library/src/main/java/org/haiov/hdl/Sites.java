package org.haiov.hdl;

import java.lang.StackWalker.StackFrame;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the line of user code that called the library. User code is every class outside the library's own packages.
 *
 * <p>The result is looked up by method and bytecode index in tables read once from the class file ({@link ClassSites}), which gives
 * the variable's name beside the line and is cheaper than asking the stack frame for its line number.
 */
final class Sites {
    private static final Set<String> LIBRARY =
            Set.of("org.haiov.hdl", "org.haiov.hdl.lib", "org.haiov.hdl.error");
    /** Frames from here to the user's in nearly every call: fetching few at first halves the cost of a walk. */
    private static final int USUAL_DEPTH = 6;
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), USUAL_DEPTH);

    private static final ClassValue<Boolean> IN_LIBRARY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return LIBRARY.contains(type.getPackageName());
        }
    };

    private static final ClassValue<Cache> CACHES = new ClassValue<>() {
        @Override
        protected Cache computeValue(Class<?> type) {
            return new Cache(type);
        }
    };

    private Sites() {
    }

    /** The innermost user frame's call. */
    static Site here() {
        return WALKER.walk(Sites::firstUserFrame);
    }

    /** A plain loop: a stream pipeline for each call would cost more than the walk itself. */
    private static Site firstUserFrame(Stream<StackFrame> frames) {
        for (Iterator<StackFrame> i = frames.iterator(); i.hasNext();) {
            StackFrame frame = i.next();
            if (!IN_LIBRARY.get(frame.getDeclaringClass())) {
                return siteOf(frame);
            }
        }
        return Site.UNKNOWN;
    }

    private static Site siteOf(StackFrame frame) {
        return CACHES.get(frame.getDeclaringClass()).site(frame);
    }

    /** Sites of one class seen so far. */
    private static final class Cache {
        private final Class<?> type;
        private final Map<Key, Site> known = new HashMap<>();
        private ClassSites table;

        Cache(Class<?> type) {
            this.type = type;
        }

        synchronized Site site(StackFrame frame) {
            if (table == null) {
                table = ClassSites.read(type);
            }
            String method = frame.getMethodName();
            // a frame's descriptor is dear; a method's name alone tells it unless it is overloaded
            String descriptor = table.overloaded(method) ? frame.getDescriptor() : "";
            Key key = new Key(method, descriptor, frame.getByteCodeIndex());
            Site site = known.get(key);
            if (site == null) {
                site = table.site(key.method, key.descriptor, key.bytecodeIndex, frame);
                known.put(key, site);
            }
            return site;
        }
    }

    /** {@code descriptor} is empty for a method that is not overloaded. */
    private record Key(String method, String descriptor, int bytecodeIndex) {
    }
}
