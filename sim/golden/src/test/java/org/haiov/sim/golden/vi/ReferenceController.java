package org.haiov.sim.golden.vi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.haiov.sim.golden.vi.ReferenceState.Link;
import org.haiov.sim.golden.vi.ReferenceState.Request;
import org.haiov.sim.golden.vi.ReferenceState.Vi;

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

    private final Configuration size;
    private final Bug bug;
    private final RandomGenerator random;
    private final double eagerness;
    private final Vi[] vis;
    private final Link[] links;
    private final long[] bucket;
    private final long[] tokens;
    private final boolean[] drained;
    private final ArrayDeque<Request> requests;
    private final ReferenceState state;
    private final ReferenceRegisters port;
    private long now = -1;
    private int nextHart;

    /**
     * @param eagerness how likely it presents something in a cycle in which it can, 0 to 1; requests to an idle controller go their
     *     fast way whatever it is
     */
    public ReferenceController(Configuration size, RandomGenerator random, double eagerness, Bug bug) {
        this.size = size;
        this.random = random;
        this.eagerness = eagerness;
        this.bug = bug;
        state = new ReferenceState(size, bug);
        port = new ReferenceRegisters(state, random);
        vis = state.vis;
        links = state.links;
        bucket = state.bucket;
        tokens = state.tokens;
        drained = state.drained;
        requests = state.requests;
    }

    public ReferenceController(Configuration size) {
        this(size, RandomGenerator.of("L64X128MixRandom"), 1, Bug.NONE);
    }

    /** Reads the inputs in {@code c}, fills in the outputs of the same cycle, and steps. */
    public void cycle(Cycle c) {
        now++;
        int startUp = Math.max(Math.max(size.entries(), size.vids()), 64) + 4;
        boolean ready = now >= startUp;
        boolean quiet = ready && requests.isEmpty() && port.idle() && best(null) == null;
        drive(c, quiet);
        boolean[] freeS = new boolean[links.length];
        boolean[] freeU = new boolean[links.length];
        for (int h = 0; h < links.length; h++) {
            freeS[h] = links[h].offer < 0;
            freeU[h] = links[h].user < 0;
        }
        Routing route = new Routing(freeS, freeU);
        boolean commit = port.committing() && !(port.holds() && disturbed(c));
        if (commit && !port.writes()) {
            port.commit(c);
        }
        port.reportDrains(c);
        hartEvents(c);
        int fresh = answer(c);
        if (commit && port.writes()) {
            port.commit(c);
        }
        if (!(commit && port.holds())) {
            present(c, route, fresh);
        }
        accept(c, ready && !(port.committing() && port.holds()));
        port.step(c, ready, commit);
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
                state.withdrawOffer(c, h);
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
        long entry = state.map[(int) r.index()];
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

    /** A request commits or a presentation ends in this cycle. */
    private boolean disturbed(Cycle c) {
        boolean ends = (c.sClaim & c.sOffer) != 0 || !requests.isEmpty();
        for (int event : c.uEvent) {
            ends |= event >= 1 && event <= 4;
        }
        return ends;
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
