package org.haiov.sim.golden.gdb;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.hart.Retirement;

/**
 * Breakpoints and watchpoints, by virtual address, for all harts in whatever mode. A breakpoint changes nothing in memory, be it of GDB's
 * software or hardware kind, so there may be any number of them.
 */
final class Breakpoints {
    enum Kind { SOFTWARE, HARDWARE, WRITE, READ, ACCESS }

    /** @param length bytes watched; of a breakpoint it says nothing */
    record Point(Kind kind, long address, int length) {
        boolean watches() {
            return kind.compareTo(Kind.WRITE) >= 0;
        }
    }

    /**
     * A watchpoint that an access met.
     *
     * @param kind of the watchpoint
     * @param address of the first byte that is both watched and accessed
     */
    record Hit(Kind kind, long address) {}

    private final List<Point> points = new ArrayList<>();
    private final List<Point> watches = new ArrayList<>();
    private long[] stops = {};

    /** Setting the same one again changes nothing. */
    void insert(Point point) throws GdbError {
        if (point.watches() && point.length < 1) {
            throw new GdbError(GdbError.Kind.MALFORMED, "a watchpoint of no bytes");
        }
        if (!points.contains(point)) {
            points.add(point);
            sort();
        }
    }

    /** Removing one that is not there changes nothing. */
    void remove(Point point) {
        points.remove(point);
        sort();
    }

    void clear() {
        points.clear();
        sort();
    }

    private void sort() {
        watches.clear();
        points.stream().filter(Point::watches).forEach(watches::add);
        stops = points.stream().filter(point -> !point.watches()).mapToLong(Point::address).distinct().toArray();
    }

    boolean any() {
        return !points.isEmpty();
    }

    /** Whether accesses have to be looked at. */
    boolean watching() {
        return !watches.isEmpty();
    }

    /** Whether a breakpoint is at {@code pc}. */
    boolean at(long pc) {
        for (long stop : stops) {
            if (stop == pc) {
                return true;
            }
        }
        return false;
    }

    /** Whether a breakpoint is in the 4-KiB page at {@code page}. */
    boolean in(long page) {
        for (long stop : stops) {
            if ((stop & -4096) == page) {
                return true;
            }
        }
        return false;
    }

    /** The kind of the breakpoint at {@code pc}; software where both are there. */
    Kind kind(long pc) {
        return points.stream().anyMatch(point -> point.kind == Kind.SOFTWARE && point.address == pc) ? Kind.SOFTWARE : Kind.HARDWARE;
    }

    /** The first watchpoint that one of the accesses meets; null for none. */
    Hit hit(List<Retirement.Access> accesses) {
        for (Retirement.Access access : accesses) {
            for (Point point : watches) {
                boolean wanted = point.kind == Kind.ACCESS || (point.kind == Kind.WRITE) == access.store();
                long into = access.address() - point.address;
                if (wanted && (into >= 0 ? into < point.length : into > -access.size())) {
                    return new Hit(point.kind, Math.max(into, 0) + point.address);
                }
            }
        }
        return null;
    }
}
