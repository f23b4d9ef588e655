package org.haiov.sim.engine.jvm.plan;

/**
 * How units are cut and what is made a branch. Costs are in about machine instructions, see
 * {@link org.haiov.sim.engine.jvm.graph.Node#cost()}.
 *
 * @param smallest cost under which a unit is put together with a neighbour
 * @param largest cost above which a unit is cut. HotSpot does not compile methods of more than 8,000 bytes of bytecode
 * @param branch cost of work from which on it is worth a branch to skip it
 */
public record Limits(int smallest, int largest, int branch) {
    public static final Limits DEFAULT = new Limits(60, 900, 6);

    private static final int LEAST = 60;

    /** Limits for units of half the size. */
    public Limits halved() {
        return new Limits(Math.min(smallest, largest / 4), largest / 2, branch);
    }

    /** Whether cutting smaller can still help. */
    public boolean canBeHalved() {
        return largest >= LEAST;
    }
}
