package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * A unit's code before it is written: nested blocks, and for each operation the region it is computed in, the innermost one that
 * holds all its uses. So an operation that only one arm of a choice needs is not done when the other is taken.
 *
 * <p>A load of a register that the unit itself writes must come before the write; the write then counts as one of its uses, and
 * its region starts with it.
 */
public final class Body {
    private final Unit unit;
    private final Map<Node, Slot> wires;
    private final Limits limits;
    private final Map<Node, Place> places = new HashMap<>();
    private final Map<Block, Region> blockRegions = new IdentityHashMap<>();
    private final Map<Node, Region[]> arms = new HashMap<>();
    private final List<Region> regions = new ArrayList<>();
    private final Map<Object, Region> writes = new HashMap<>();
    private final Set<Node> repeated = new HashSet<>();
    private final PriorityQueue<Node> open = new PriorityQueue<>((a, b) -> Integer.compare(b.id(), a.id()));
    private final Map<Region, List<Node>> locals = new IdentityHashMap<>();
    private Block block;
    private Region root;

    private static final class Place {
        private Region region;
        private int uses;
        /** The only thing that uses it, a {@link Node} or {@link Sink}; null when there are several. */
        private Object user;
    }

    private Body(Unit unit, Map<Node, Slot> wires, Limits limits) {
        this.unit = unit;
        this.wires = wires;
        this.limits = limits;
    }

    /** @param sinks those of the unit to do: its own, or those at the end of the cycle */
    public static Body of(Unit unit, List<Sink> sinks, Map<Node, Slot> wires, Graph graph, Limits limits) {
        Body body = new Body(unit, wires, limits);
        body.block = new Guards(graph, unit).block(sinks);
        // Taking one branch away changes what is worth another; it only ever removes, so it ends.
        do {
            body.place();
        } while (body.lift(body.block));
        body.mergeArms();
        body.chooseLocals();
        return body;
    }

    public Block block() {
        return block;
    }

    public Region root() {
        return root;
    }

    public Region region(Block b) {
        return blockRegions.get(b);
    }

    /** The arms of a choice, in the order of its arguments from 1 on. */
    public Region[] arms(Node choice) {
        return arms.get(choice);
    }

    /** Whether a choice is made by branching. */
    public boolean branches(Node choice) {
        return !arms.get(choice)[0].isMerged();
    }

    /** What is computed once at a region's start and kept, in order. */
    public List<Node> locals(Region region) {
        return locals.getOrDefault(region, List.of());
    }

    /** The slot another unit leaves the node's value in; null if this unit computes it. */
    public Slot wire(Node n) {
        return unit.computes(n) ? null : wires.get(n);
    }

    /** A leaf for this unit: a constant, a slot, or a wire of another unit. */
    private boolean isSource(Node n) {
        return n.isLeaf() || wire(n) != null;
    }

    private void place() {
        places.clear();
        blockRegions.clear();
        arms.clear();
        regions.clear();
        writes.clear();
        repeated.clear();
        root = newRegion(null);
        walk(block, root);
        while (!open.isEmpty()) {
            place(open.poll());
        }
        for (int i = regions.size() - 1; i > 0; i--) {
            regions.get(i).parent().addCost(regions.get(i).cost());
        }
    }

    private Region newRegion(Region parent) {
        Region r = new Region(parent);
        regions.add(r);
        return r;
    }

    private void walk(Block b, Region region) {
        blockRegions.put(b, region);
        for (Block.Item item : b.items()) {
            switch (item) {
                case Block.Do(Sink sink) -> {
                    region.addCost(2);
                    sink.operands().forEach(n -> use(n, region, sink));
                    if (sink instanceof Sink.Store s) {
                        writes.merge(s.slot(), region, Region::common);
                    } else if (sink instanceof Sink.MemoryWrites m) {
                        m.columns().forEach(c -> writes.merge(c, region, Region::common));
                    }
                }
                case Block.If branch -> {
                    use(branch.condition(), region, branch);
                    walk(branch.then(), newRegion(region));
                    walk(branch.otherwise(), newRegion(region));
                }
            }
        }
    }

    private void use(Node n, Region region, Object user) {
        if (n.isConst()) {
            return;
        }
        Place p = places.get(n);
        if (p == null) {
            p = new Place();
            p.region = region;
            places.put(n, p);
            open.add(n);
        } else {
            p.region = Region.common(p.region, region);
        }
        p.user = p.uses++ == 0 ? user : null;
    }

    /** All users have been placed before, for they have higher ids. */
    private void place(Node n) {
        Place p = places.get(n);
        Object written = n.op() == Op.READ || n.op() == Op.LOAD ? n.ref() : null;
        if (written != null && wire(n) == null && writes.get(written) instanceof Region write) {
            if (n.op() == Op.READ || !endsIn(p, written)) {
                p.region = Region.common(p.region, write);
                p.uses += 2;
                p.user = null;
            }
        }
        if (isSource(n)) {
            return;
        }
        p.region.addCost(n.cost());
        if (n.op() == Op.MUX || n.op() == Op.SWITCH) {
            use(n.arg(0), p.region, n);
            Region[] mine = new Region[n.arity() - 1];
            for (int i = 0; i < mine.length; i++) {
                mine[i] = newRegion(p.region);
            }
            arms.put(n, mine);
            for (int i = 0; i < mine.length; i++) {
                use(n.arg(i + 1), mine[i], n);
            }
            if (n.op() == Op.SWITCH) {
                repeated.add(n.arg(0));
            }
        } else {
            // A comparison of 64-bit values names its operands several times.
            int times = (n.op() == Op.LT_U || n.op() == Op.LT_S) && n.arg(0).width() == 64 ? 2 : 1;
            for (int i = 0; i < times * n.arity(); i++) {
                use(n.arg(i % n.arity()), p.region, n);
            }
        }
    }

    /** Whether a load has one use, in the very expression that is then stored to its slot. */
    private boolean endsIn(Place p, Object slot) {
        Object user = p.user;
        while (user instanceof Node n && n.op() != Op.MUX && n.op() != Op.SWITCH) {
            user = places.get(n).user;
        }
        return user instanceof Sink.Store s && s.slot() == slot;
    }

    /** Removes branches that skip too little; whether there were any. */
    private boolean lift(Block b) {
        boolean lifted = false;
        for (int i = 0; i < b.items().size(); i++) {
            if (b.items().get(i) instanceof Block.If branch) {
                int skipped = blockRegions.get(branch.then()).cost() + blockRegions.get(branch.otherwise()).cost();
                if (skipped < limits.branch()) {
                    b.items().remove(i);
                    for (Sink sink : branch.whole()) {
                        b.items().add(i++, new Block.Do(sink));
                    }
                    i--;
                    lifted = true;
                } else {
                    lifted |= lift(branch.then()) | lift(branch.otherwise());
                }
            }
        }
        return lifted;
    }

    private void mergeArms() {
        arms.forEach((choice, mine) -> {
            int skipped = 0;
            for (Region arm : mine) {
                skipped += arm.cost();
            }
            boolean blend = choice.op() == Op.SWITCH ? skipped < 2 * limits.branch() && Selection.isDense(choice)
                    : skipped < limits.branch();
            if (blend) {
                for (Region arm : mine) {
                    arm.merge();
                }
            }
        });
    }

    private void chooseLocals() {
        arms.forEach((choice, _) -> {
            if (choice.op() == Op.SWITCH && !branches(choice)) {
                int[] leaves = Selection.leaves(choice);
                for (int i = 1; i < leaves.length; i++) {
                    if (leaves[i] > 1) {
                        repeated.add(choice.arg(i));
                    }
                }
            }
        });
        places.forEach((n, p) -> {
            boolean choosesByBranch = arms.containsKey(n) && branches(n);
            if (p.uses > 1 || choosesByBranch || repeated.contains(n)) {
                locals.computeIfAbsent(p.region.real(), _ -> new ArrayList<>()).add(n);
            }
        });
        locals.values().forEach(list -> list.sort((a, b) -> Integer.compare(a.id(), b.id())));
    }

    /** Memory columns and slots the unit reads, in a fixed order. */
    public Set<Object> reads() {
        Set<Object> reads = new LinkedHashSet<>();
        places.keySet().stream().sorted(Comparator.comparingInt(Node::id)).forEach(n -> {
            Slot wire = wire(n);
            if (wire != null) {
                reads.add(wire);
            } else if (n.ref() instanceof Slot || n.ref() instanceof MemoryArray) {
                reads.add(n.ref());
            }
        });
        return reads;
    }
}
