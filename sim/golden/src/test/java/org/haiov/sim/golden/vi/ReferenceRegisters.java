package org.haiov.sim.golden.vi;

import java.util.random.RandomGenerator;
import org.haiov.facts.Facts;
import org.haiov.facts.RegisterMap;
import org.haiov.sim.golden.vi.ReferenceController.Bug;
import org.haiov.sim.golden.vi.ReferenceState.Link;
import org.haiov.sim.golden.vi.ReferenceState.Vi;

/** The register port of a {@link ReferenceController}: an access is accepted, some cycles later commits, then is answered. */
final class ReferenceRegisters {
    private static final RegisterMap FACTS = Facts.viController();

    private final ReferenceState state;
    private final RandomGenerator random;
    private final Configuration size;
    private final Bug bug;
    private final Vi[] vis;
    private final Link[] links;
    private final long[] map;
    private final long[] bucket;
    private final boolean[] drained;

    private int regState;
    private boolean regWrite;
    private boolean regError;
    private int regAddress;
    private long regData;
    private long regResult;

    ReferenceRegisters(ReferenceState state, RandomGenerator random) {
        this.state = state;
        this.random = random;
        size = state.size;
        bug = state.bug;
        vis = state.vis;
        links = state.links;
        map = state.map;
        bucket = state.bucket;
        drained = state.drained;
    }

    boolean idle() {
        return regState == 0;
    }

    boolean committing() {
        return regState == 2;
    }

    boolean writes() {
        return regWrite;
    }

    boolean holds() {
        return regWrite || regAddress >= 0x10000 && regAddress < 0x20000 || regAddress >= 0x20000 && regAddress < 0x40000 && regAddress % 64 != 8
                || regAddress >= 0x40000 && regAddress < 0x60000 || regAddress >= 0x60000 && regAddress < 0x70000 && regAddress % 64 != 16;
    }

    void step(Cycle c, boolean ready, boolean committed) {
        c.regReady = ready && regState == 0;
        if (regState == 3) {
            c.rspValid = true;
            c.rspError = regError;
            c.rspRdata = regResult;
            regState = 0;
        } else if (regState == 2) {
            regState = committed ? 3 : 2;
        } else if (regState == 1) {
            regState = random.nextInt(4) == 0 ? 1 : regError ? 3 : 2;
        } else if (c.regReady && c.regValid) {
            regState = 1;
            regWrite = c.regWrite;
            regAddress = c.regAddress;
            regData = c.regWdata;
            regError = c.regSize != 3 || c.regAddress % 8 != 0;
            regResult = 0;
        }
    }

    void commit(Cycle c) {
        c.commitValid = true;
        c.commitWrite = regWrite;
        c.commitAddress = regAddress;
        c.commitWdata = regWrite ? regData : 0;
        c.commitFull = true;
        int page = regAddress & 0xFF000;
        int within = regAddress & 0xFFF;
        if (regAddress == 0) {
            regResult = regWrite ? 0 : FACTS.constant("version") << 48 | (long) size.slots() << 40 | (long) size.vids() << 24
                    | (long) size.entries() << 8 | size.harts();
        } else if (page >= 0x10000 && regAddress < 0x10000 + 8 * size.entries()) {
            mapEntry((regAddress - 0x10000) / 8);
        } else if (regAddress >= 0x20000 && regAddress < 0x20000 + 64 * size.vids()) {
            vid(c, (regAddress - 0x20000) / 64, regAddress % 64);
        } else if (regAddress >= 0x40000 && regAddress < 0x40000 + 64 * size.vids() && regAddress % 64 < 48) {
            Vi vi = vis[(regAddress - 0x40000) / 64];
            if (!regWrite) {
                regResult = vi.ctx[regAddress % 64 / 8];
            } else if (vi.quiet()) {
                vi.ctx[regAddress % 64 / 8] = regData;
            } else {
                c.commitFull = false;
            }
        } else if (regAddress >= 0x60000 && regAddress < 0x60000 + 64 * size.slots()) {
            slot(c, (regAddress - 0x60000) / 64, regAddress % 64);
        } else if (page >= 0x70000 && page <= 0x72000 && within < 8 * size.pendingWords()) {
            bits(c, page, within / 8);
        } else if (page >= 0x80000 && regAddress < 0x80000 + 64 * size.harts() && regAddress % 64 == 0 && !regWrite) {
            Link link = links[(regAddress - 0x80000) / 64];
            regResult = (link.seenIdle ? 2L : link.seenUser ? 1L : 0L) << 56;
            regResult |= link.offer >= 0 ? 1L << 48 | link.offer : 0;
            regResult |= link.user >= 0 && !link.active ? 1L << 49 | (long) link.user << 16 : 0;
        }
    }

    private void mapEntry(int i) {
        if (!regWrite) {
            regResult = map[i];
        } else {
            long slot = regData >>> 48 & 63;
            long vid = regData & 0xFFFF;
            boolean fits = slot < size.slots() && vid < size.vids();
            map[i] = (fits ? regData & 1L << 63 : 0) | slot % size.slots() << 48 | vid % size.vids();
        }
    }

    private void vid(Cycle c, int v, int part) {
        Vi vi = vis[v];
        if (part == 0 && regWrite) {
            boolean all = vi.quiet() || bug == Bug.WRITES_CONFIG_WHILE_RUNNING && vi.presentedTo < 0;
            c.commitFull = all;
            boolean was = vi.masked();
            long legal = 0xFC00_7F07_0000_FFFFL | (long) (size.slots() - 1) << 48 | (long) ((1 << size.harts()) - 1) << 24;
            vi.config = all ? regData & legal : vi.config & ~(1L << 62) | regData & 1L << 62;
            if (!was && vi.masked()) {
                state.withdraw(c, vi);
            }
        } else if (part == 0) {
            regResult = vi.config;
        } else if (part == 8 && !regWrite) {
            int hart = Math.max(0, Math.max(vi.presentedTo, vi.runsOn));
            boolean pending = bug == Bug.STALE_READ ? vi.presentedTo < 0 && vi.pending : vi.pending;
            regResult = (pending ? 1 : 0) | (vi.presentedTo >= 0 ? 2 : 0) | (vi.runsOn >= 0 ? 4 : 0) | hart << 8;
        } else if (part == 16 && regWrite) {
            vi.deliveries = (int) regData;
            vi.coalesced = (int) (regData >>> 32);
        } else if (part == 16) {
            regResult = (long) vi.coalesced << 32 | vi.deliveries & 0xFFFFFFFFL;
        }
    }

    private void slot(Cycle c, int s, int part) {
        if (part == 0 && regWrite) {
            bucket[s] = regData & 0xFFFFFFFFL;
            state.tokens[s] = (bucket[s] & 0xFFFF) * 1024;
        } else if (part == 0) {
            regResult = bucket[s];
        } else if (part == 8 && regWrite) {
            state.evict[s] = regData & (1L << 63 | size.vids() - 1);
        } else if (part == 8) {
            regResult = state.evict[s];
        } else if (part == 16 && regWrite) {
            drained[s] = (regData & 1) != 0;
            state.reportDone[s] = drained[s];
            for (Vi vi : vis) {
                if (drained[s] && vi.slot() == s) {
                    state.withdraw(c, vi);
                }
            }
        } else if (part == 16) {
            regResult = (drained[s] ? 1 : 0) | (done(s) ? 2 : 0);
        }
    }

    private boolean done(int s) {
        for (Vi vi : vis) {
            if (vi.slot() == s && (vi.presentedTo >= 0 || vi.runsOn >= 0)) {
                return drained[s] && bug == Bug.DONE_TOO_EARLY;
            }
        }
        return drained[s] && state.requests.stream().noneMatch(r -> r.slot() == s);
    }

    void reportDrains(Cycle c) {
        for (int s = 0; s < drained.length; s++) {
            if (state.reportDone[s] && done(s)) {
                state.reportDone[s] = false;
                c.drainDoneValid = true;
                c.drainDoneSlot = s;
                return;
            }
        }
    }

    private void bits(Cycle c, int page, int word) {
        for (int b = 0; b < 64 && 64 * word + b < vis.length; b++) {
            Vi vi = vis[64 * word + b];
            if (page == 0x70000 && !regWrite) {
                regResult |= vi.pending ? 1L << b : 0;
            } else if (regWrite && (regData >>> b & 1) != 0 && page == 0x71000) {
                vi.newer |= !vi.pending && vi.presentedTo >= 0;
                vi.pending = true;
            } else if (regWrite && (regData >>> b & 1) != 0 && page == 0x72000) {
                vi.pending = false;
                vi.newer = false;
                state.withdraw(c, vi);
            }
        }
    }
}
