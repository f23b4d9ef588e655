package org.haiov.sim.golden.vi;

import java.util.List;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.facts.Register;
import org.haiov.facts.RegisterMap;
import org.haiov.sim.golden.vi.State.Place;

/** What software reads and writes (Xhaiov section 4's table; generator/facts, vi-controller.json; docs/hart-link.md P3-P10). */
final class Registers {
    private static final RegisterMap FACTS = Facts.viController();
    private static final List<String> CTX = List.of("ctx.utvec", "ctx.uscratch", "ctx.suscratch", "ctx.suatp", "ctx.uvictx", "ctx.limit");

    /** Register kinds in the decode table. */
    private enum Kind {
        NONE, CAP, MAP, CONFIG, VID_STATE, COUNT, CTX, BUCKET, EVICT, DRAIN, PENDING, SET, CLEAR, HART
    }

    private static final Kind[] KINDS = Kind.values();

    private static final Register MAP = FACTS.register("map");
    private static final Field MAP_V = MAP.field("V");
    private static final Field MAP_SLOT = MAP.field("slot");
    private static final Field MAP_VID = MAP.field("VID");
    private static final Register VID_STATE = FACTS.register("vid.state");
    private static final Field STATE_PENDING = VID_STATE.field("pending");
    private static final Field STATE_PRESENTED = VID_STATE.field("presented");
    private static final Field STATE_RUNNING = VID_STATE.field("running");
    private static final Field STATE_HART = VID_STATE.field("hart");
    private static final Field COUNT_COALESCED = FACTS.register("vid.count").field("coalesced");
    private static final Field EVICT_V = FACTS.register("slot.evict").field("V");
    private static final Field DRAIN_REQUESTED = FACTS.register("slot.drain").field("requested");
    private static final Field DRAIN_DONE = FACTS.register("slot.drain").field("done");
    private static final Register HART = FACTS.register("hart");
    private static final Field HART_MODE = HART.field("mode");
    private static final Field HART_VID0 = HART.field("VID0");
    private static final Field HART_VID1 = HART.field("VID1");
    private static final Field HART_PRESENTED0 = HART.field("presented0");
    private static final Field HART_PRESENTED1 = HART.field("presented1");
    private static final Field HART_VID2 = HART.field("VID2");
    private static final Field HART_PRESENTED2 = HART.field("presented2");

    private final State state;
    private final Effects effects;

    /** For each 8-byte word of the window: kind in bits 31:24, part in 23:16, index in 15:0. */
    private final int[] decode = new int[(int) (FACTS.size() / 8)];
    private final long cap;
    private final long configBits;
    private final long entryBits;
    private final long evictBits;

    Registers(State state, Effects effects) {
        this.state = state;
        this.effects = effects;
        Configuration size = state.size;
        place(Kind.CAP, "CAP", 0, 1);
        place(Kind.MAP, "map", 0, size.entries());
        place(Kind.CONFIG, "vid.config", 0, size.vids());
        place(Kind.VID_STATE, "vid.state", 0, size.vids());
        place(Kind.COUNT, "vid.count", 0, size.vids());
        for (String word : CTX) {
            place(Kind.CTX, word, CTX.indexOf(word), size.vids());
        }
        place(Kind.BUCKET, "slot.bucket", 0, size.slots());
        place(Kind.EVICT, "slot.evict", 0, size.slots());
        place(Kind.DRAIN, "slot.drain", 0, size.slots());
        place(Kind.PENDING, "pending", 0, size.pendingWords());
        place(Kind.SET, "set", 0, size.pendingWords());
        place(Kind.CLEAR, "clear", 0, size.pendingWords());
        place(Kind.HART, "hart", 0, size.harts());

        Register capRegister = FACTS.register("CAP");
        cap = capRegister.field("version").of(FACTS.constant("version")) | capRegister.field("slots").of(size.slots())
                | capRegister.field("vids").of(size.vids()) | capRegister.field("entries").of(size.entries())
                | capRegister.field("harts").of(size.harts());
        Register config = FACTS.register("vid.config");
        configBits = config.bits() & ~config.field("slot").mask() & ~config.field("affinity").mask()
                | config.field("slot").of(size.slots() - 1) | config.field("affinity").of(size.hartMask());
        entryBits = MAP_V.mask() | MAP_SLOT.of(size.slots() - 1) | MAP_VID.of(size.vids() - 1);
        evictBits = EVICT_V.mask() | FACTS.register("slot.evict").field("VID").of(size.vids() - 1);
    }

    private void place(Kind kind, String name, int part, int count) {
        for (int i = 0; i < count; i++) {
            decode[(int) (FACTS.register(name).offset(i) / 8)] = kind.ordinal() << 24 | part << 16 | i;
        }
    }

    /** A read's value now; the address is aligned. */
    long read(int address) {
        int found = decode[address >>> 3];
        int i = found & 0xFFFF;
        return switch (KINDS[found >>> 24]) {
            case NONE, SET, CLEAR -> 0;
            case CAP -> cap;
            case MAP -> state.map[i];
            case CONFIG -> state.config[i];
            case VID_STATE -> vidState(i);
            case COUNT -> (long) state.coalesced[i] << COUNT_COALESCED.lsb() | Integer.toUnsignedLong(state.deliveries[i]);
            case CTX -> state.ctx[i][found >>> 16 & 0xFF];
            case BUCKET -> state.bucket[i];
            case EVICT -> state.evict[i];
            case DRAIN -> (state.isDrained(i) ? DRAIN_REQUESTED.mask() : 0) | (state.drainIsDone(i) ? DRAIN_DONE.mask() : 0);
            case PENDING -> state.pending[i];
            case HART -> hart(i);
        };
    }

    private long vidState(int vid) {
        Place place = state.place[vid];
        return (state.pending(vid) ? STATE_PENDING.mask() : 0)
                | (place == Place.OFFERED || place == Place.PUSHED ? STATE_PRESENTED.mask() : 0)
                | (place == Place.RUNNING ? STATE_RUNNING.mask() : 0) | STATE_HART.of(state.hart[vid]);
    }

    private long hart(int h) {
        int mode = HART_MODE.value((state.seenIdle >>> h & 1) != 0 ? "idle" : (state.seenUser >>> h & 1) != 0 ? "user" : "other");
        long word = HART_MODE.of(mode);
        if (state.offered[h] >= 0) {
            word |= HART_PRESENTED0.mask() | HART_VID0.of(state.offered[h]);
        }
        if (state.userState[h] == UserState.PUSH || state.userState[h] == UserState.PRES) {
            word |= HART_PRESENTED1.mask() | HART_VID1.of(state.userVid[h]);
        }
        if (state.guestOffered[h] >= 0) {
            word |= HART_PRESENTED2.mask() | HART_VID2.of(state.guestOffered[h]);
        }
        return word;
    }

    /** Whether an access here holds requests and presentations back for a while (docs/hart-link.md, P10). */
    boolean holds(int address, boolean write) {
        return write || switch (KINDS[decode[address >>> 3] >>> 24]) {
            case MAP, CONFIG, COUNT, CTX, BUCKET, EVICT -> true;
            default -> false;
        };
    }

    /** Whether there is a register here; whether an access to none holds is not said. */
    boolean exists(int address) {
        return KINDS[decode[address >>> 3] >>> 24] != Kind.NONE;
    }

    boolean isBucket(int address) {
        return KINDS[decode[address >>> 3] >>> 24] == Kind.BUCKET;
    }

    /** Whether ev.regCommit.full means anything for a write here. */
    boolean hasFull(int address) {
        Kind kind = KINDS[decode[address >>> 3] >>> 24];
        return kind == Kind.CONFIG || kind == Kind.CTX;
    }

    /** Does a write; the address is aligned. Says whether all fields were written, which it denies for vid.config and ctx only. */
    boolean write(int address, long data) {
        int found = decode[address >>> 3];
        int i = found & 0xFFFF;
        switch (KINDS[found >>> 24]) {
            case MAP -> state.map[i] = entry(data);
            case CONFIG -> {
                return writeConfig(i, data);
            }
            case COUNT -> {
                state.deliveries[i] = (int) data;
                state.coalesced[i] = (int) (data >>> COUNT_COALESCED.lsb());
            }
            case CTX -> {
                if (!state.configurable(i)) {
                    return false;
                }
                state.ctx[i][found >>> 16 & 0xFF] = data;
            }
            case BUCKET -> {
                state.bucket[i] = data & FACTS.register("slot.bucket").bits();
                effects.bucketWritten(i, data);
            }
            case EVICT -> state.evict[i] = data & evictBits;
            case DRAIN -> writeDrain(i, DRAIN_REQUESTED.get(data) != 0);
            case SET -> {
                long vids = data & vidsOf(i);
                state.pending[i] |= vids;
                effects.changed(i, vids);
            }
            case CLEAR -> clear(i, data & vidsOf(i));
            case NONE, CAP, VID_STATE, PENDING, HART -> { }
        }
        return true;
    }

    private long entry(long data) {
        long word = data & entryBits;
        boolean tooLarge = MAP_SLOT.get(data) >= state.size.slots() || MAP_VID.get(data) >= state.size.vids();
        return tooLarge ? word & ~MAP_V.mask() : word;
    }

    private boolean writeConfig(int vid, long data) {
        boolean all = state.configurable(vid);
        if (all) {
            state.config[vid] = data & configBits;
        } else {
            boolean wasMasked = state.masked(vid);
            state.config[vid] = state.config[vid] & ~State.MASK.mask() | data & State.MASK.mask();
            if (!wasMasked && state.masked(vid)) {
                effects.withdraw(vid);
            }
        }
        effects.changed(vid);
        return all;
    }

    private void writeDrain(int slot, boolean requested) {
        state.drained = requested ? state.drained | 1L << slot : state.drained & ~(1L << slot);
        if (requested) {
            for (int vid = 0; vid < state.size.vids(); vid++) {
                if (state.place[vid] != Place.NOWHERE && state.slot(vid) == slot) {
                    effects.withdraw(vid);
                }
            }
        }
        effects.slotChanged(slot);
    }

    private void clear(int word, long vids) {
        state.pending[word] &= ~vids;
        for (long left = vids; left != 0; left &= left - 1) {
            int vid = 64 * word + Long.numberOfTrailingZeros(left);
            effects.withdraw(vid);
            if (state.place[vid] == Place.PUSHED) {
                state.cleared[vid] = true;
            }
            effects.changed(vid);
        }
    }

    private long vidsOf(int word) {
        return state.size.vids() >= 64 ? -1L : (1L << state.size.vids()) - 1;
    }

    /** For messages. */
    static String describe(int address) {
        for (Register register : FACTS.registers()) {
            long past = address - register.offset();
            int count = register.count().isEmpty() ? 1 : FACTS.size(register.count()).max();
            if (past == 0 || past > 0 && register.stride() > 0 && past % register.stride() == 0 && past / register.stride() < count) {
                return register.name() + (register.count().isEmpty() ? "" : "[" + past / register.stride() + "]");
            }
        }
        return "no register";
    }
}
