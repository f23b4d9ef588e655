package org.haiov.sim.lockstep.vi;

import java.util.SplittableRandom;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.facts.RegisterMap;
import org.haiov.sim.golden.vi.Configuration;

/** What software does to a controller's registers, at random: set-up, reconfiguration, masks, drains, buckets, moves, faults. */
final class Operations {
    private static final RegisterMap FACTS = Facts.viController();
    private static final Register MAP = FACTS.register("map");
    private static final Register CONFIG = FACTS.register("vid.config");
    private static final Register STATE = FACTS.register("vid.state");
    private static final Register COUNT = FACTS.register("vid.count");
    private static final Register SUATP = FACTS.register("ctx.suatp");
    private static final Register UTVEC = FACTS.register("ctx.utvec");
    private static final Register BUCKET = FACTS.register("slot.bucket");
    private static final Register DRAIN = FACTS.register("slot.drain");
    private static final Register EVICT = FACTS.register("slot.evict");
    private static final Register SET = FACTS.register("set");
    private static final Register CLEAR = FACTS.register("clear");
    private static final Field MASK = CONFIG.field("mask");
    private static final long BUSY = STATE.field("presented").mask() | STATE.field("running").mask();
    private static final int CONTEXT_WORDS = 6;

    private final Configuration size;
    private final TrafficPlan plan;
    private final BusDriver bus;
    private final SplittableRandom random;
    private final boolean calm;
    /** Slots that may be given a limit; the others never are, so that some traffic always flows. */
    private final int limitedSlots;

    /** @param calm everything can be delivered, without limit */
    Operations(TrafficPlan plan, BusDriver bus, SplittableRandom random, boolean calm) {
        this.calm = calm;
        this.size = plan.size;
        this.plan = plan;
        this.bus = bus;
        this.random = random;
        limitedSlots = calm || random.nextInt(3) == 0 ? 0 : random.nextInt(size.slots() + 1);
    }

    /** Queues the first configuration of everything. */
    void setUp() {
        for (int v = 0; v < size.vids(); v++) {
            bus.write(at(SUATP, v), suatp());
            bus.write(at(UTVEC, v), random.nextLong());
            bus.write(at(CONFIG, v), config(v) & ~MASK.mask());
        }
        for (int i = 0; i < size.entries(); i++) {
            bus.write(at(MAP, i), entry(i));
        }
        for (int s = 0; s < limitedSlots; s++) {
            bus.write(at(BUCKET, s), bucket());
        }
    }

    /** Queues reads of every register that there is, for the last look at a run. */
    void readBack() {
        for (Register register : FACTS.registers()) {
            int count = switch (register.count()) {
                case "" -> 1;
                case "harts" -> size.harts();
                case "entries" -> size.entries();
                case "vids" -> size.vids();
                case "slots" -> size.slots();
                case "pendingWords" -> size.pendingWords();
                default -> throw new IllegalStateException("register " + register.name() + " counts by " + register.count());
            };
            for (int i = 0; i < count; i++) {
                bus.read(at(register, i));
            }
        }
    }

    /** Takes limits and drains off, so that everything pending can be delivered. */
    void openAll() {
        for (int s = 0; s < size.slots(); s++) {
            bus.write(at(DRAIN, s), 0);
            bus.write(at(BUCKET, s), 0);
        }
    }

    /**
     * Queues something to do.
     *
     * @param presented a VID presented lately: what is done to it may meet it on a hart
     */
    void next(int presented) {
        int vid = random.nextBoolean() ? presented : random.nextInt(size.vids());
        switch (random.nextInt(34)) {
            case 0, 1, 2, 3, 4, 5 -> readAnything();
            case 6 -> bus.access(random.nextInt(1 << 20), random.nextBoolean(), random.nextLong(), random.nextInt(4));
            case 7, 8 -> toggleMask(vid);
            case 9, 10, 11, 12 -> reconfigure(vid);
            case 13 -> bus.write(at(CONFIG, vid), random.nextLong());
            case 14 -> bus.write(at(UTVEC, vid) + 8 * random.nextInt(CONTEXT_WORDS), random.nextLong());
            case 15, 16, 17 -> redirect();
            case 18, 19 -> bus.write(at(SET, random.nextInt(size.pendingWords())), sparse());
            case 20, 21 -> bus.write(at(CLEAR, random.nextInt(size.pendingWords())), sparse());
            case 22, 23 -> drain(plan.vidSlot[vid]);
            case 24, 25 -> limit();
            case 26 -> bus.write(at(COUNT, vid), random.nextBoolean() ? random.nextLong() : -1L);
            case 27, 28 -> move(vid, random.nextInt(size.vids()));
            case 29 -> bus.write(at(EVICT, random.nextInt(size.slots())), random.nextLong());
            case 30 -> bus.write(random.nextInt(1 << 17) * 8, 0);
            case 31 -> {
                bus.write(at(CLEAR, vid >>> 6), 1L << vid);
                bus.write(at(SET, vid >>> 6), random.nextBoolean() ? 1L << vid : 0);
                bus.read(at(STATE, vid));
            }
            case 32 -> bus.write(at(CLEAR, vid >>> 6), 1L << vid);
            default -> bus.read(at(STATE, vid));
        }
    }

    private void readAnything() {
        Register register = FACTS.registers().get(random.nextInt(FACTS.registers().size()));
        int most = register.count().isEmpty() ? 1 : FACTS.size(register.count()).max();
        bus.read(at(register, random.nextInt(most)));
    }

    private void toggleMask(int vid) {
        quiesce(vid);
        for (int i = random.nextInt(3); i > 0; i--) {
            bus.read(at(STATE, vid));
        }
        unmask(vid);
    }

    /** A masked VID that is quiet takes all fields, so they must be given again. */
    private void unmask(int vid) {
        bus.save(at(CONFIG, vid), 0);
        bus.writeFrom(at(CONFIG, vid), 0, ~MASK.mask(), 0);
    }

    /** Masks whatever the mask was: of an unmasked VID the mask alone is written, so nothing else needs to be known. */
    private void quiesce(int vid) {
        unmask(vid);
        bus.write(at(CONFIG, vid), MASK.mask());
    }

    private void reconfigure(int vid) {
        bus.write(at(CONFIG, vid), config(vid) | MASK.mask());
        bus.poll(at(STATE, vid), BUSY, 0, 1 + random.nextInt(20));
        for (int i = random.nextInt(4); i > 0; i--) {
            int word = random.nextInt(CONTEXT_WORDS);
            bus.write(at(UTVEC, vid) + 8 * word, word == 3 ? suatp() : random.nextLong());
        }
        if (random.nextInt(8) == 0) {
            plan.vidSlot[vid] = random.nextInt(size.slots());
            follow(vid, vid);
        }
        bus.write(at(CONFIG, vid), config(vid) | MASK.mask());
        bus.write(at(CONFIG, vid), config(vid) & ~MASK.mask());
    }

    /** Entries that lead to one VID lead to another from now on. */
    private void follow(int from, int to) {
        for (int i = 0; i < size.entries(); i++) {
            if (plan.entryVid[i] == from) {
                plan.aim(i, to);
                bus.write(at(MAP, i), entry(i));
            }
        }
    }

    private void redirect() {
        int i = random.nextInt(size.entries());
        plan.aim(i, random.nextInt(size.vids()));
        bus.write(at(MAP, i), entry(i));
    }

    private void drain(int slot) {
        bus.write(at(DRAIN, slot), random.nextInt(8) == 0 ? -1 : 1);
        bus.poll(at(DRAIN, slot), 3, 3, 1 + random.nextInt(60));
        if (random.nextInt(4) == 0) {
            bus.write(at(DRAIN, slot), 1);
            bus.read(at(DRAIN, slot));
        }
        bus.write(at(DRAIN, slot), 0);
    }

    private void limit() {
        if (limitedSlots > 0) {
            int slot = random.nextInt(limitedSlots);
            bus.write(at(BUCKET, slot), bucket());
            bus.read(at(BUCKET, slot));
        }
    }

    /** Moves a VI's whole state to another VID of the same controller: mask, wait, save, clear, restore. */
    private void move(int from, int to) {
        quiesce(from);
        quiesce(to);
        bus.poll(at(STATE, from), BUSY, 0, 40);
        bus.poll(at(STATE, to), BUSY, 0, 40);
        bus.save(at(STATE, from), 1);
        bus.save(at(COUNT, from), 2);
        for (int word = 0; word < CONTEXT_WORDS; word++) {
            bus.save(at(UTVEC, from) + 8 * word, 4 + word);
        }
        bus.write(at(CLEAR, from >>> 6), 1L << from);
        for (int word = 0; word < CONTEXT_WORDS; word++) {
            bus.writeFrom(at(UTVEC, to) + 8 * word, 4 + word, -1L, 0);
        }
        bus.writeFrom(at(COUNT, to), 2, -1L, 0);
        bus.writeFrom(at(SET, to >>> 6), 1, 1, to & 63);
        plan.vidSlot[to] = plan.vidSlot[from];
        follow(to, to);
        follow(from, to);
        bus.write(at(CONFIG, to), config(to) & ~MASK.mask());
        bus.write(at(CONFIG, from), config(from) & ~MASK.mask());
    }

    private long config(int vid) {
        if (calm) {
            return fields(vid, 1, random.nextInt(2), 1 + random.nextInt((1 << size.harts()) - 1));
        }
        long affinity = switch (random.nextInt(8)) {
            case 0 -> 0xFF;
            case 1 -> random.nextInt(256);
            case 2 -> 0;
            case 3, 4 -> 1L << random.nextInt(size.harts());
            default -> random.nextInt(1 << size.harts());
        };
        long level = switch (random.nextInt(16)) {
            case 0 -> 2;
            case 1 -> 3;
            case 2, 3, 4, 5, 6, 7, 8 -> 1;
            default -> 0;
        };
        return fields(vid, random.nextInt(32) == 0 ? 0 : 1, level, affinity);
    }

    private long fields(int vid, long valid, long level, long affinity) {
        return CONFIG.field("V").of(valid) | CONFIG.field("level").of(level)
                | CONFIG.field("priority").of(random.nextInt(4)) | CONFIG.field("slot").of(plan.vidSlot[vid])
                | CONFIG.field("vCPU").of(random.nextInt(128)) | CONFIG.field("home").of(random.nextInt(8))
                | CONFIG.field("affinity").of(affinity) | CONFIG.field("guest").of(random.nextInt(1 << 16));
    }

    private long entry(int i) {
        int slot = plan.entrySlot[i];
        int vid = plan.entryVid[i];
        if (!calm) {
            switch (random.nextInt(128)) {
                case 0 -> {
                    return random.nextLong();
                }
                case 1 -> slot = random.nextInt(64);
                case 2 -> vid |= 1 << random.nextInt(16);
                default -> { }
            }
        }
        return MAP.field("V").of(1) | MAP.field("slot").of(slot) | MAP.field("VID").of(vid);
    }

    private long suatp() {
        return !calm && random.nextInt(16) == 0 ? random.nextLong() : 8L << 60 | random.nextLong() >>> 4;
    }

    private long bucket() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> 0;
            case 2 -> BUCKET.field("rate").of(1 + random.nextInt(8)) | BUCKET.field("burst").of(random.nextInt(3));
            default -> BUCKET.field("rate").of(1 + random.nextInt(300)) | BUCKET.field("burst").of(1 + random.nextInt(20));
        };
    }

    private long sparse() {
        return random.nextInt(8) == 0 ? random.nextLong() : random.nextLong() & random.nextLong() & random.nextLong() & random.nextLong();
    }

    private static int at(Register register, int index) {
        return Math.toIntExact(register.offset(index));
    }
}
