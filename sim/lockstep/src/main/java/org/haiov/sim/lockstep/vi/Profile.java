package org.haiov.sim.lockstep.vi;

import java.util.List;

/**
 * How busy harts and bus master are. Chances are in 1/65536, for each cycle in which the thing could happen.
 *
 * @param name for reports
 * @param request a hart raises a request
 * @param wild that request is for a random entry or slot, mostly a fault
 * @param hot number of map entries that requests are for, counted from a random one; 0 = all
 * @param claim an offered supervisor VI is claimed
 * @param enter a user VI that can be entered is
 * @param software HS takes a presented user VI or gives it back
 * @param withdrawn u.withdraw is answered
 * @param leave a running handler ends, or a parked one is released
 * @param park a running handler is parked, or a parked one resumed
 * @param status mode, WFI or UVE of a hart changes
 * @param enable EN of a hart changes, where it may
 * @param access the bus master starts its next register access
 * @param operation the bus master, out of accesses, thinks of something new to do
 */
public record Profile(String name, int request, int wild, int hot, int claim, int enter, int software, int withdrawn, int leave, int park,
        int status, int enable, int access, int operation) {
    public static final Profile SATURATED = new Profile("saturated", 65536, 600, 0, 20000, 20000, 300, 20000, 8000, 200, 500, 2, 20000, 60);
    public static final Profile SPARSE = new Profile("sparse", 300, 2000, 0, 6000, 6000, 600, 6000, 3000, 300, 100, 1, 30000, 4);
    public static final Profile CONTENDED = new Profile("contended", 20000, 600, 0, 700, 700, 60, 3000, 500, 200, 300, 2, 20000, 100);
    public static final Profile COALESCING = new Profile("coalescing", 40000, 600, 6, 8000, 8000, 600, 8000, 3000, 300, 300, 4, 20000, 100);
    public static final Profile REGISTERS = new Profile("registers", 12000, 2000, 0, 9000, 9000, 900, 9000, 4000, 600, 600, 8, 65536, 65536);
    public static final Profile RESTLESS = new Profile("restless", 8000, 600, 0, 12000, 12000, 2500, 12000, 6000, 4000, 12000, 200, 30000, 300);
    public static final Profile LAZY = new Profile("lazy", 3000, 600, 0, 30, 30, 30, 1500, 30, 30, 30, 1, 30000, 300);

    /** No request, everything delivered soon, harts mostly where they can be given something. */
    static final Profile SETTLING = new Profile("settling", 0, 0, 0, 20000, 20000, 20000, 20000, 20000, 0, 300, 0, 65536, 0);

    /** What a random stream is mixed of. */
    public static final List<Profile> ALL = List.of(SATURATED, SPARSE, CONTENDED, COALESCING, REGISTERS, RESTLESS, LAZY);
}
