package org.haiov.sim.lockstep.mmu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.AccessKind;
import org.haiov.blocks.mmu.Eyes;
import org.haiov.blocks.mmu.FenceKind;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;
import org.haiov.sim.lockstep.mmu.ChangingTables.Owner;
import org.haiov.sim.lockstep.mmu.ChangingTables.Place;

/**
 * PTEs change, fences of all kinds come, addresses are looked up. Each answer is what the golden model makes of some choice of values that the
 * PTEs have had since the last fence that orders them; after such a fence of the newest alone. {@code -Dhaiov.mmu.steps=N} makes more,
 * {@code -Dhaiov.mmu.seed=N} others.
 */
class RandomFenceTest {
    /** So many choices of values are tried at most; where there would be more, everything is fenced first. */
    private static final int CHOICES = 64;

    private record Asked(Owner owner, long address) {}

    private final long seed = Long.getLong("haiov.mmu.seed", 1);
    private final Random random = new Random(seed);
    /** What was asked lately, and is asked, changed and fenced again. */
    private final Asked[] recent = new Asked[6];
    private int strict;
    private int stale;

    @EngineTest
    void nothingIsOlderThanTheFence(Engine engine) {
        int steps = Integer.getInteger("haiov.mmu.steps", 20_000);
        for (HartConfig c : new HartConfig[] {HartConfig.tiny(), HartConfig.standard()}) {
            MmuAndGolden pair = new MmuAndGolden(engine, c, ChangingTables.RAM_BYTES);
            if (c.pmpRegions() > 0) {
                pair.writePmp(16, -1);
                pair.writePmp(0, 0x1F);
            }
            ChangingTables tables = new ChangingTables(random, pair);
            Arrays.setAll(recent, i -> asked(tables));
            for (int i = 0; i < steps / 2; i++) {
                switch (random.nextInt(10)) {
                    case 0 -> {
                        Asked asked = recent[random.nextInt(recent.length)];
                        tables.change(asked.owner, asked.address);
                    }
                    case 1 -> fence(pair, tables, random.nextInt(20) == 0 ? FenceKind.ALL : FenceKind.values()[random.nextInt(3)]);
                    default -> look(pair, tables, i);
                }
            }
        }
        assertTrue(strict > steps / 4, strict + " answers that could be one only");
        assertTrue(stale > steps / 500, stale + " answers from before a change");
    }

    private void fence(MmuAndGolden pair, ChangingTables tables, FenceKind kind) {
        Asked about = recent[random.nextInt(recent.length)];
        int vmid = about.owner.vmid();
        pair.hgatp(true, vmid, ChangingTables.root(new Owner(true, vmid, -1)));
        Long address = random.nextInt(3) == 0 ? null : fenced(kind, about.address);
        Integer id = random.nextBoolean() ? null : kind == FenceKind.GUEST_PHYSICAL ? vmid : about.owner.asid();
        pair.bench.fence(kind, address, id);
        tables.fenced(kind, address, id, vmid);
    }

    /** The address itself or one that may share a superpage with it; for the G-stage one of its own. */
    private long fenced(FenceKind kind, long address) {
        if (kind == FenceKind.GUEST_PHYSICAL) {
            return MmuAndGolden.RAM + random.nextInt(ChangingTables.RAM_BYTES) >>> 2;
        }
        return switch (random.nextInt(4)) {
            case 0 -> address ^ 0x5000;
            case 1 -> address ^ 5 << 21;
            default -> address;
        };
    }

    private void look(MmuAndGolden pair, ChangingTables tables, int step) {
        int which = random.nextInt(recent.length);
        if (random.nextInt(8) == 0) {
            recent[which] = asked(tables);
        }
        Owner owner = recent[which].owner;
        boolean virtual = owner.virtual();
        long address = recent[which].address;
        List<Place> places = new ArrayList<>();
        List<List<Long>> values = tables.open(owner, address, places);
        if (values.stream().mapToInt(List::size).reduce(1, (a, b) -> Math.min(CHOICES + 1, a * b)) > CHOICES) {
            fence(pair, tables, FenceKind.ALL);
            look(pair, tables, step);
            return;
        }
        pair.satp(true, owner.asid(), ChangingTables.root(new Owner(false, 0, owner.asid())));
        pair.vsatp(true, owner.asid(), ChangingTables.root(new Owner(true, owner.vmid(), owner.asid())));
        pair.hgatp(true, owner.vmid(), ChangingTables.root(new Owner(true, owner.vmid(), -1)));
        Eyes eyes = new Eyes(false, virtual, random.nextBoolean(), random.nextBoolean(), false, false);
        AccessKind kind = AccessKind.values()[random.nextInt(virtual ? 4 : 3)];

        Set<String> allowed = new HashSet<>();
        String newest = pair.golden(address, kind, eyes).toString();
        long[] present = places.stream().mapToLong(p -> pair.load(p.address)).toArray();
        collect(pair, places, values, 0, () -> allowed.add(pair.golden(address, kind, eyes).toString()));
        for (int i = 0; i < present.length; i++) {
            pair.store(places.get(i).address, present[i]);
        }
        pair.bench.latency = 1 + random.nextInt(2);
        String given = pair.ask(address, kind, eyes).toString();
        assertTrue(allowed.contains(given), () -> "seed " + seed + ", step " + step + ": " + given + ", not one of " + allowed + "; " + kind + " 0x"
                + Long.toHexString(address) + " by " + owner + " " + eyes);
        strict += allowed.size() == 1 ? 1 : 0;
        stale += given.equals(newest) ? 0 : 1;
    }

    private Asked asked(ChangingTables tables) {
        boolean virtual = random.nextInt(3) > 0;
        return new Asked(new Owner(virtual, virtual ? random.nextInt(ChangingTables.IDS) : 0, random.nextInt(ChangingTables.IDS)), tables.address());
    }

    private static void collect(MmuAndGolden pair, List<Place> places, List<List<Long>> values, int from, Runnable each) {
        if (from == places.size()) {
            each.run();
            return;
        }
        for (long value : values.get(from)) {
            pair.store(places.get(from).address, value);
            collect(pair, places, values, from + 1, each);
        }
    }
}
