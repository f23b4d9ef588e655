package org.haiov.sim.golden.vi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.haiov.facts.Facts;
import org.haiov.facts.RegisterMap;

/**
 * A legal VI controller in plain software, cycle by cycle, written from docs/hart-link.md without the model's code: it shows that
 * the model accepts a legal implementation and stands in for hardware in the tests of model and harness. A {@link Bug} makes it an
 * illegal one.
 */
public class ReferenceController {
    /** Deliberate mistakes, to show that they are found. */
    public enum Bug {
        NONE, LOSES_REQUEST_ON_CLAIM, COUNTS_NO_COALESCING, IGNORES_SLOT, IGNORES_MASK, IGNORES_DRAIN, IGNORES_TOKENS, LOWEST_PRIORITY_FIRST,
        ANY_HART, PRESENTS_TWICE, FORGETS_WITHDRAWN, DONE_TOO_EARLY, CLEAR_TAKES_NEWER_REQUEST, WRITES_CONFIG_WHILE_RUNNING, STARVES_LAST_VID,
        FIXED_PRIORITY_OF_HARTS, STALE_READ
    }

    private static final RegisterMap FACTS = Facts.viController();

    private static final class Vi {
        long config = 1L << 62;
        final long[] ctx = new long[6];
        int deliveries;
        int coalesced;
        boolean pending;
        int presentedTo = -1;
        int runsOn = -1;
        boolean withdrawing;
        boolean newer;

        int level() {
            return (int) (config >>> 60) & 3;
        }

        int priority() {
            return (int) (config >>> 58) & 3;
        }

        int slot() {
            return (int) (config >>> 48) & 63;
        }

        boolean masked() {
            return (config >>> 62 & 1) != 0;
        }

        boolean quiet() {
            return masked() && presentedTo < 0 && runsOn < 0;
        }
    }

    private static final class Link {
        int offer = -1;
        int user = -1;
        boolean pushing;
        /** A handler runs or is parked. */
        boolean active;
        boolean seenUser;
        boolean seenIdle;
        boolean seenUve;
        boolean seenEn;
    }

    private record Request(int hart, long index, int slot, long acceptedAt) {}

    private final Configuration size;
    private final Bug bug;
    private final RandomGenerator random;
    private final double eagerness;
    private final Vi[] vis;
    private final Link[] links;
    private final long[] map;
    private final long[] bucket;
    private final long[] tokens;
    private final long[] evict;
    private final boolean[] drained;
    private final boolean[] reportDone;
    private final ArrayDeque<Request> requests = new ArrayDeque<>();
    private long now = -1;
    private int nextHart;

    private int regState;
    private boolean regWrite;
    private boolean regError;
    private int regAddress;
    private long regData;
    private long regResult;

    /**
     * @param eagerness how likely it presents something in a cycle in which it can, 0 to 1; requests to an idle controller go their
     *     fast way whatever it is
     */
    public ReferenceController(Configuration size, RandomGenerator random, double eagerness, Bug bug) {
        this.size = size;
        this.random = random;
        this.eagerness = eagerness;
        this.bug = bug;
        vis = new Vi[size.vids()];
        links = new Link[size.harts()];
        for (int v = 0; v < vis.length; v++) {
            vis[v] = new Vi();
        }
        for (int h = 0; h < links.length; h++) {
            links[h] = new Link();
        }
        map = new long[size.entries()];
        bucket = new long[size.slots()];
        tokens = new long[size.slots()];
        evict = new long[size.slots()];
        drained = new boolean[size.slots()];
        reportDone = new boolean[size.slots()];
    }

    public ReferenceController(Configuration size) {
        this(size, RandomGenerator.of("L64X128MixRandom"), 1, Bug.NONE);
    }

    /** Reads the inputs in {@code c}, fills in the outputs of the same cycle, and steps. */
    public void cycle(Cycle c) {
        now++;
        int startUp = Math.max(Math.max(size.entries(), size.vids()), 64) + 4;
        boolean ready = now >= startUp;
        boolean quiet = ready && requests.isEmpty() && regState == 0 && best(null) == null;
        drive(c, quiet);
        boolean[] freeS = new boolean[links.length];
        boolean[] freeU = new boolean[links.length];
        for (int h = 0; h < links.length; h++) {
            freeS[h] = links[h].offer < 0;
            freeU[h] = links[h].user < 0;
        }
        Routing route = new Routing(freeS, freeU);
        boolean commit = regState == 2 && !(holds() && disturbed(c));
        if (commit && !regWrite) {
            commit(c);
        }
        reportDrains(c);
        hartEvents(c);
        int fresh = answer(c);
        if (commit && regWrite) {
            commit(c);
        }
        if (!(commit && holds())) {
            present(c, route, fresh);
        }
        accept(c, ready && !(regState == 2 && holds()));
        registerPort(c, ready, commit);
        refill();
        see(c);
    }

    private void drive(Cycle c, boolean quiet) {
        c.sOffer = 0;
        c.uPush = 0;
        c.uWithdraw = 0;
        c.ansValid = 0;
        c.ansOk = 0;
        c.sWithdrawn = 0;
        c.answerValid = false;
        c.commitValid = false;
        c.presentValid = false;
        c.drainDoneValid = false;
        c.rspValid = false;
        c.rspError = false;
        c.rspRdata = 0;
        c.quiet = quiet;
        c.vsQuiet = c.vsChange;
        for (int h = 0; h < links.length; h++) {
            Link link = links[h];
            c.sOffer |= link.offer >= 0 ? 1 << h : 0;
            c.sVid[h] = Math.max(0, link.offer);
            c.sPriority[h] = link.offer >= 0 ? vis[link.offer].priority() : 0;
            c.uPush |= link.pushing ? 1 << h : 0;
            c.uVid[h] = Math.max(0, link.user);
            for (int word = 0; word < 6 && link.pushing; word++) {
                long value = vis[link.user].ctx[word];
                c.uContext[6 * h + word] = word == 5 && Long.compareUnsigned(value, 0xFFFFFFFFL) > 0 ? 0xFFFFFFFFL : value;
            }
            boolean withdraw = link.user >= 0 && !link.pushing && !link.active && vis[link.user].withdrawing;
            c.uWithdraw |= withdraw ? 1 << h : 0;
        }
    }

    private void hartEvents(Cycle c) {
        for (int h = 0; h < links.length; h++) {
            Link link = links[h];
            if ((c.sClaim >>> h & 1) != 0 && link.offer >= 0) {
                Vi vi = vis[link.offer];
                vi.pending = false;
                vi.deliveries++;
                vi.presentedTo = -1;
                link.offer = -1;
            }
            if (c.uEvent[h] != 0) {
                userEvent(link, vis[link.user], c.uEvent[h]);
            }
            link.pushing = false;
            if (link.offer >= 0 && !link.seenEn) {
                withdrawOffer(c, h);
            }
        }
    }

    private void userEvent(Link link, Vi vi, int code) {
        boolean pending = vi.pending && (vi.newer && bug != Bug.CLEAR_TAKES_NEWER_REQUEST);
        switch (code) {
            case 1 -> {
                vi.deliveries++;
                vi.pending = pending;
                vi.runsOn = vi.presentedTo;
                vi.presentedTo = -1;
                vi.newer = false;
                vi.withdrawing = false;
                link.active = true;
            }
            case 2 -> {
                vi.deliveries++;
                vi.pending = pending;
                free(link, vi);
            }
            case 3, 4 -> {
                vi.pending &= bug != Bug.FORGETS_WITHDRAWN;
                free(link, vi);
            }
            case 7, 8 -> free(link, vi);
            default -> { }
        }
    }

    private void free(Link link, Vi vi) {
        vi.presentedTo = -1;
        vi.runsOn = -1;
        vi.newer = false;
        vi.withdrawing = false;
        link.user = -1;
        link.active = false;
    }

    private void withdrawOffer(Cycle c, int h) {
        vis[links[h].offer].presentedTo = -1;
        links[h].offer = -1;
        c.sWithdrawn |= 1 << h;
    }

    private void withdraw(Cycle c, Vi vi) {
        if (vi.presentedTo >= 0 && vi.level() == 0) {
            withdrawOffer(c, vi.presentedTo);
        } else if (vi.presentedTo >= 0) {
            vi.withdrawing = true;
        }
    }

    /** The VID just made pending or -1. */
    private int answer(Cycle c) {
        if (requests.isEmpty() || requests.peek().acceptedAt() != now - 3) {
            return -1;
        }
        Request r = requests.poll();
        c.ansValid = 1 << r.hart();
        c.answerValid = true;
        c.answerHart = r.hart();
        c.answerOk = false;
        c.answerVid = 0;
        c.answerCoalesced = false;
        if (r.index() >= size.entries()) {
            return -1;
        }
        long entry = map[(int) r.index()];
        int vid = (int) entry & 0xFFFF;
        Vi vi = vis[vid];
        boolean slotFits = bug == Bug.IGNORES_SLOT || (entry >>> 48 & 63) == r.slot() && vi.slot() == r.slot();
        if (entry >= 0 || vi.config >= 0 || !slotFits) {
            return -1;
        }
        c.ansOk = c.ansValid;
        c.answerOk = true;
        c.answerVid = vid;
        c.answerCoalesced = vi.pending;
        if (vi.pending) {
            vi.coalesced += bug == Bug.COUNTS_NO_COALESCING ? 0 : 1;
            return -1;
        }
        boolean lost = bug == Bug.LOSES_REQUEST_ON_CLAIM && (c.sClaim & c.sOffer) != 0;
        vi.pending = !lost;
        if (vi.presentedTo >= 0) {
            vi.newer = true;
        }
        return lost ? -1 : vid;
    }

    private final class Routing {
        final boolean[] freeS;
        final boolean[] freeU;

        Routing(boolean[] freeS, boolean[] freeU) {
            this.freeS = freeS;
            this.freeU = freeU;
        }

        boolean free(int h, int level) {
            return level == 0 ? freeS[h] : freeU[h];
        }

        boolean can(int h, int level) {
            return free(h, level) && (level == 0 || links[h].seenUve && links[h].seenUser);
        }

        /** {hart, rank} or null. */
        int[] route(Vi vi) {
            List<Integer> harts = new ArrayList<>();
            for (int h = 0; h < links.length; h++) {
                if ((vi.config >>> 24 + h & 1) != 0 && links[h].seenEn) {
                    harts.add(h);
                }
            }
            if (harts.isEmpty()) {
                return null;
            }
            int level = vi.level();
            int configured = (int) (vi.config >>> 32) & 7;
            int home = harts.contains(configured) ? configured : harts.get(0);
            if (bug == Bug.ANY_HART) {
                return free(harts.getLast(), level) ? new int[] {harts.getLast(), 1} : null;
            }
            if (can(home, level)) {
                return new int[] {home, 0};
            }
            for (int h : harts) {
                if (can(h, level) && links[h].seenUser) {
                    return new int[] {h, 1};
                }
            }
            for (int h : harts) {
                if (free(h, level) && links[h].seenIdle) {
                    return new int[] {h, 2};
                }
            }
            return free(home, level) ? new int[] {home, 3} : null;
        }
    }

    private boolean wants(Vi vi) {
        boolean valid = vi.config < 0 && (!vi.masked() || bug == Bug.IGNORES_MASK);
        boolean level = vi.level() == 0 || vi.level() == 1 && vi.ctx[3] >>> 60 == 8;
        boolean placed = vi.presentedTo >= 0 || vi.runsOn >= 0 && bug != Bug.PRESENTS_TWICE;
        boolean token = bucket[vi.slot()] >>> 16 == 0 || tokens[vi.slot()] >= 1024 || bug == Bug.IGNORES_TOKENS;
        return vi.pending && valid && level && !placed && token && (!drained[vi.slot()] || bug == Bug.IGNORES_DRAIN);
    }

    /** The best VID that wants and has a hart; without routes any that wants. */
    private Integer best(Routing routes) {
        Integer best = null;
        for (int v = 0; v < vis.length; v++) {
            boolean starved = bug == Bug.STARVES_LAST_VID && v == vis.length - 1;
            if (wants(vis[v]) && !starved && (routes == null || routes.route(vis[v]) != null)) {
                int than = best == null ? -1 : vis[best].priority();
                if (best == null || (bug == Bug.LOWEST_PRIORITY_FIRST ? vis[v].priority() < than : vis[v].priority() > than)) {
                    best = v;
                }
            }
        }
        return best;
    }

    private void present(Cycle c, Routing routes, int fresh) {
        Integer vid = best(routes);
        if (vid == null || vid != fresh && random.nextDouble() >= eagerness) {
            return;
        }
        Vi vi = vis[vid];
        int[] route = routes.route(vi);
        c.presentValid = true;
        c.presentVid = vid;
        c.presentHart = route[0];
        c.presentLevel = vi.level();
        c.presentRank = route[1];
        c.presentFast = vid == fresh;
        if (bucket[vi.slot()] >>> 16 != 0) {
            tokens[vi.slot()] -= 1024;
        }
        vi.presentedTo = route[0];
        if (vi.level() == 0) {
            links[route[0]].offer = vid;
        } else {
            links[route[0]].user = vid;
            links[route[0]].pushing = true;
        }
    }

    private void accept(Cycle c, boolean ready) {
        c.reqReady = 0;
        for (int i = 0; i < links.length && ready; i++) {
            int h = (nextHart + i) % links.length;
            if ((c.reqValid >>> h & 1) != 0) {
                c.reqReady = 1 << h;
                requests.add(new Request(h, c.reqIndex[h], c.reqSlot[h], now));
                nextHart = bug == Bug.FIXED_PRIORITY_OF_HARTS ? 0 : (h + 1) % links.length;
                return;
            }
        }
    }

    private boolean holds() {
        return regWrite || regAddress >= 0x10000 && regAddress < 0x20000 || regAddress >= 0x20000 && regAddress < 0x40000 && regAddress % 64 != 8
                || regAddress >= 0x40000 && regAddress < 0x60000 || regAddress >= 0x60000 && regAddress < 0x70000 && regAddress % 64 != 16;
    }

    /** A request commits or a presentation ends in this cycle. */
    private boolean disturbed(Cycle c) {
        boolean ends = (c.sClaim & c.sOffer) != 0 || !requests.isEmpty();
        for (int event : c.uEvent) {
            ends |= event >= 1 && event <= 4;
        }
        return ends;
    }

    private void registerPort(Cycle c, boolean ready, boolean committed) {
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

    private void commit(Cycle c) {
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
                withdraw(c, vi);
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
            tokens[s] = (bucket[s] & 0xFFFF) * 1024;
        } else if (part == 0) {
            regResult = bucket[s];
        } else if (part == 8 && regWrite) {
            evict[s] = regData & (1L << 63 | size.vids() - 1);
        } else if (part == 8) {
            regResult = evict[s];
        } else if (part == 16 && regWrite) {
            drained[s] = (regData & 1) != 0;
            reportDone[s] = drained[s];
            for (Vi vi : vis) {
                if (drained[s] && vi.slot() == s) {
                    withdraw(c, vi);
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
        return drained[s] && requests.stream().noneMatch(r -> r.slot() == s);
    }

    private void reportDrains(Cycle c) {
        for (int s = 0; s < drained.length; s++) {
            if (reportDone[s] && done(s)) {
                reportDone[s] = false;
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
                withdraw(c, vi);
            }
        }
    }

    private void refill() {
        int s = (int) (now % 64);
        if (s < tokens.length) {
            long burst = (bucket[s] & 0xFFFF) * 1024;
            tokens[s] = Math.min(burst, tokens[s] + (bucket[s] >>> 16) * 64);
        }
    }

    private void see(Cycle c) {
        for (int h = 0; h < links.length; h++) {
            links[h].seenUser = c.mode[h] == 0 || c.mode[h] >= 4;
            links[h].seenIdle = (c.wfi >>> h & 1) != 0;
            links[h].seenUve = (c.uve >>> h & 1) != 0;
            links[h].seenEn = (c.en >>> h & 1) != 0;
        }
    }
}
