package org.haiov.sim.lockstep.mmu;

import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.R;
import static org.haiov.blocks.mmu.PageTables.U;
import static org.haiov.blocks.mmu.PageTables.V;
import static org.haiov.blocks.mmu.PageTables.X;
import static org.haiov.blocks.mmu.PageTables.pte;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haiov.blocks.mmu.FenceKind;

/**
 * Trees of page tables whose entries change, each with the values it has had. Address spaces: two ASIDs of S, two of VS in each of two VMIDs.
 * Guest-physical pages stand alone in their 2 MiB, so that no walk meets a PTE of the G-stage twice, once old and once new.
 */
final class ChangingTables {
    static final int RAM_BYTES = 128 << 20;
    static final int IDS = 2;
    private static final long RAM = MmuAndGolden.RAM;
    private static final long REGION = 2 << 20;
    private static final int REGIONS = 40;
    /** Regions with tables of the first stage. Those below hold what a gigapage's addresses lead to. */
    private static final int FIRST_TABLES = 14;
    private static final int TABLES = 14;
    private static final int[] TOP_INDICES = {1, 511};
    private static final int[] INDICES = {0, 5};
    /** Tables of the G-stages, beyond all guest-physical regions. */
    private static final long GUEST_TABLES = RAM + REGIONS * REGION;

    /** Whose tables: S's with an ASID, a guest's with VMID and ASID, or a guest's G-stage, whose asid is -1. */
    record Owner(boolean virtual, int vmid, int asid) {
        boolean isGuestStage() {
            return asid < 0;
        }
    }

    /** A value of a PTE, and since when it has been there. */
    private record Version(long time, long pte) {
        boolean isLeaf() {
            return (pte & (R | X)) != 0;
        }
    }

    /** A fence; address and id null for x0; vmid is hgatp's. */
    record Fence(long time, FenceKind kind, Long address, Integer id, int vmid) {}

    /** A PTE that changes. address: where it is; from: the first virtual (guest-physical) address it is for; pointer: 0 at the last level. */
    static final class Place {
        final Owner owner;
        final long address;
        final int level;
        final long from;
        final long pointer;
        private final List<Version> versions = new ArrayList<>();

        Place(Owner owner, long address, int level, long from, long pointer) {
            this.owner = owner;
            this.address = address;
            this.level = level;
            this.from = from;
            this.pointer = pointer;
        }

        boolean isSingle() {
            return versions.size() == 1;
        }
    }

    final List<Place> places = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();
    private final Random random;
    private final MmuAndGolden pair;
    private long time;

    ChangingTables(Random random, MmuAndGolden pair) {
        this.random = random;
        this.pair = pair;
        for (int vmid = 0; vmid < IDS; vmid++) {
            guestStage(vmid);
            for (int asid = 0; asid < IDS; asid++) {
                firstStage(new Owner(true, vmid, asid));
            }
        }
        for (int asid = 0; asid < IDS; asid++) {
            firstStage(new Owner(false, 0, asid));
        }
        everythingIsKnown();
    }

    /** Address of the root: guest-physical of guests, whose G-stage has it there, too, at first. */
    static long root(Owner owner) {
        if (owner.isGuestStage()) {
            return GUEST_TABLES + owner.vmid * 0x10_0000L;
        }
        // seven tables each; those of S have pages of their own in regions of guests
        return RAM + (FIRST_TABLES + owner.asid * TABLES / IDS) * REGION + (owner.virtual ? 0x1000L * owner.vmid : 0x8000);
    }

    private void firstStage(Owner owner) {
        long root = root(owner);
        long next = root + REGION;
        for (int top : TOP_INDICES) {
            long middle = next;
            next += REGION;
            long from = (long) top << 55 >> 25;
            place(owner, root + 8L * top, 2, from, middle);
            for (int index : INDICES) {
                long last = next;
                next += REGION;
                place(owner, middle + 8L * index, 1, from + ((long) index << 21), last);
                for (int i : INDICES) {
                    place(owner, last + 8L * i, 0, from + ((long) index << 21) + ((long) i << 12), 0);
                }
            }
        }
    }

    private void guestStage(int vmid) {
        Owner owner = new Owner(true, vmid, -1);
        long root = root(owner);
        long middle = root + 0x4000;
        pair.store(root + 8 * (RAM >>> 30), pte(middle, V));
        for (int region = 0; region < REGIONS; region++) {
            long last = middle + 0x1000L * (region + 1);
            long page = RAM + region * REGION + 0x1000L * vmid;
            place(owner, middle + 8L * region, 1, RAM + region * REGION, last);
            place(owner, last + 8 * (page >>> 12 & 511), 0, page, 0);
        }
    }

    private void place(Owner owner, long address, int level, long from, long pointer) {
        Place place = new Place(owner, address, level, from, pointer);
        places.add(place);
        pair.store(address, pointer != 0 ? pte(pointer, V) : leaf(place));
    }

    /** A leaf that suits the place: of the G-stage mostly the page itself. */
    private long leaf(Place place) {
        boolean guestStage = place.owner.isGuestStage();
        long bytes = 1L << 12 + 9 * place.level;
        long page = guestStage && random.nextInt(4) > 0 ? place.from
                : place.level == 2 ? RAM
                : RAM + REGION * dataRegion() + (place.level == 0 ? 0x1000L * random.nextInt(IDS) : 0);
        long flags = ALL | (guestStage || random.nextBoolean() ? U : 0);
        return pte(page & -bytes, random.nextInt(6) == 0 ? flags & ~(1L << random.nextInt(8)) : flags);
    }

    private int dataRegion() {
        int region = random.nextInt(REGIONS - TABLES);
        return region < FIRST_TABLES ? region : region + TABLES;
    }

    /** Another value for a PTE: of the first stage one that {@code address} of {@code owner} is translated by, else of its G-stage. */
    void change(Owner owner, long address) {
        boolean guestStage = owner.virtual && random.nextBoolean();
        List<Place> fitting = places.stream().filter(p -> guestStage ? p.owner.equals(new Owner(true, owner.vmid, -1))
                : p.owner.equals(owner) && p.from >> 12 + 9 * p.level == address >> 12 + 9 * p.level).toList();
        Place place = fitting.get(random.nextInt(fitting.size()));
        long now = place.pointer == 0 || random.nextInt(4) == 0 ? leaf(place) : random.nextInt(4) == 0 ? 0 : pte(place.pointer, V);
        pair.store(place.address, now);
        place.versions.add(new Version(++time, now));
    }

    void fenced(FenceKind kind, Long address, Integer id, int vmid) {
        if (kind == FenceKind.ALL) {
            everythingIsKnown();
        } else {
            fences.add(new Fence(++time, kind, address, id, vmid));
        }
    }

    private void everythingIsKnown() {
        fences.clear();
        for (Place place : places) {
            place.versions.clear();
            place.versions.add(new Version(++time, pair.load(place.address)));
        }
    }

    /** Some address that the tables are about. */
    long address() {
        Place place;
        do {
            place = places.get(random.nextInt(places.size()));
        } while (place.owner.isGuestStage());
        // the page itself, or one that shares a superpage with it
        return place.from + (random.nextBoolean() ? 0 : (long) INDICES[random.nextInt(2)] << 12) + 8L * random.nextInt(512);
    }

    /** The PTEs of these tables that may be seen with several values, and which. */
    List<List<Long>> open(Owner owner, long address, List<Place> which) {
        List<List<Long>> values = new ArrayList<>();
        for (Place place : places) {
            boolean concerned = place.owner.equals(owner) || owner.virtual && place.owner.equals(new Owner(true, owner.vmid, -1));
            if (concerned && !place.isSingle()) {
                List<Long> seen = new ArrayList<>();
                for (int i = 0; i < place.versions.size(); i++) {
                    Version version = place.versions.get(i);
                    boolean newest = i == place.versions.size() - 1;
                    long until = newest ? Long.MAX_VALUE : place.versions.get(i + 1).time;
                    boolean gone = fences.stream().anyMatch(f -> f.time > until && forgets(f, place, version.isLeaf(), owner, address));
                    if (!gone && !seen.contains(version.pte)) {
                        seen.add(version.pte);
                    }
                }
                which.add(place);
                values.add(seen);
            }
        }
        return values;
    }

    /** Whether after the fence accesses to {@code address} must not see a value any more that the PTE had before. */
    private static boolean forgets(Fence fence, Place place, boolean leaf, Owner owner, long address) {
        boolean sameId = fence.id == null || fence.id == (fence.kind == FenceKind.GUEST_PHYSICAL ? owner.vmid : owner.asid);
        int bits = leaf ? 12 + 9 * place.level : 12;
        boolean sameAddress = fence.address == null || fence.address >> bits == address >> bits;
        return switch (fence.kind) {
            case SUPERVISOR -> !owner.virtual && sameId && sameAddress;
            case GUEST_VIRTUAL -> owner.virtual && !place.owner.isGuestStage() && owner.vmid == fence.vmid && sameId && sameAddress;
            // by address it is still for all of the VMID
            case GUEST_PHYSICAL -> owner.virtual && place.owner.isGuestStage() && sameId;
            case ALL -> true;
        };
    }
}
