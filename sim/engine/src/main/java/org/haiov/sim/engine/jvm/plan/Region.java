package org.haiov.sim.engine.jvm.plan;

/** A stretch of code that is run as a whole or not at all: a block, or an arm of a choice. */
public final class Region {
    private final Region parent;
    private final int depth;
    private int cost;
    private boolean merged;

    Region(Region parent) {
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    int cost() {
        return cost;
    }

    void addCost(int more) {
        cost += more;
    }

    Region parent() {
        return parent;
    }

    /** Is run whenever its parent is: no branch is worth it. */
    void merge() {
        merged = true;
    }

    public boolean isMerged() {
        return merged;
    }

    /** Where its code really goes. */
    public Region real() {
        Region r = this;
        while (r.merged) {
            r = r.parent;
        }
        return r;
    }

    static Region common(Region a, Region b) {
        while (a != b) {
            if (a.depth >= b.depth) {
                a = a.parent;
            } else {
                b = b.parent;
            }
        }
        return a;
    }
}
