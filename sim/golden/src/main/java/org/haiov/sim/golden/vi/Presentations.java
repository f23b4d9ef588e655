package org.haiov.sim.golden.vi;

import java.util.Arrays;

/** What harts are shown, and what they do with it (docs/hart-link.md, sections 4 and 5). */
final class Presentations {
    private final State state;
    private final Transitions transitions;
    private final Journal journal;
    private final WaitingSet waiting;
    private final Routing routing;
    private final TokenBuckets buckets;
    private final Requests requests;
    private final Statistics statistics;
    private final Bounds bounds;

    private final int harts;
    private final long[] withdrawSince;
    /** When a hart's last presentation, of any level, ended. */
    private final long[] endedAt;
    private int pushed;
    private int pushedDisabled;
    private int mustStayEnabled;
    private int sWithdrawn;

    Presentations(State state, Transitions transitions, Journal journal, WaitingSet waiting, Routing routing, TokenBuckets buckets,
            Requests requests, Statistics statistics, Bounds bounds) {
        this.state = state;
        this.transitions = transitions;
        this.journal = journal;
        this.waiting = waiting;
        this.routing = routing;
        this.buckets = buckets;
        this.requests = requests;
        this.statistics = statistics;
        this.bounds = bounds;
        harts = state.size.harts();
        withdrawSince = new long[harts];
        endedAt = new long[harts];
        Arrays.fill(endedAt, -bounds.settling());
    }

    /** When a cycle begins: every line to a hart must be what the presentations so far make it. */
    void checkLines(Cycle cycle) {
        int offer = 0;
        int push = 0;
        int withdraw = 0;
        for (int h = 0; h < harts; h++) {
            int vid = state.offered[h];
            if (vid >= 0) {
                offer |= 1 << h;
            }
            int priority = vid >= 0 ? state.priority(vid) : 0;
            if (cycle.sVid[h] != Math.max(vid, 0) || cycle.sPriority[h] != priority) {
                throw journal.broken(Rule.OFFER, "hart " + h + " is shown vid " + cycle.sVid[h] + ", priority " + cycle.sPriority[h]
                        + " instead of " + (vid < 0 ? "nothing" : "vid " + vid + ", priority " + priority));
            }
            switch (state.userState[h]) {
                case PUSH -> {
                    push |= 1 << h;
                    if ((cycle.uPush >>> h & 1) != 0 && cycle.uVid[h] != state.userVid[h]) {
                        throw journal.broken(Rule.PUSH, "u.vid of hart " + h + " is " + cycle.uVid[h] + " instead of " + state.userVid[h]);
                    }
                    checkContext(cycle, h);
                }
                case PRES -> {
                    if (state.withdrawing[state.userVid[h]]) {
                        withdraw |= 1 << h;
                    }
                }
                default -> { }
            }
        }
        if (cycle.sOffer != offer) {
            throw journal.broken(Rule.OFFER, "s.offer is 0b" + Integer.toBinaryString(cycle.sOffer) + " instead of 0b" + Integer.toBinaryString(offer));
        }
        if (cycle.uPush != push) {
            throw journal.broken(Rule.PUSH, "u.push is 0b" + Integer.toBinaryString(cycle.uPush) + " instead of 0b" + Integer.toBinaryString(push));
        }
        if (cycle.uWithdraw != withdraw) {
            throw journal.broken(Rule.WITHDRAW, "u.withdraw is 0b" + Integer.toBinaryString(cycle.uWithdraw) + " instead of 0b"
                    + Integer.toBinaryString(withdraw));
        }
        pushed = push;
        sWithdrawn = 0;
    }

    private void checkContext(Cycle cycle, int h) {
        long[] context = state.ctx[state.userVid[h]];
        for (int word = 0; word < Cycle.CONTEXT_WORDS; word++) {
            long expected = word == State.CTX_LIMIT && context[word] >>> 32 != 0 ? 0xFFFF_FFFFL : context[word];
            if (cycle.uContext[h * Cycle.CONTEXT_WORDS + word] != expected) {
                throw journal.broken(Rule.CONTEXT, "word " + word + " of vid " + state.userVid[h] + "'s context arrives at hart " + h + " as 0x"
                        + Long.toHexString(cycle.uContext[h * Cycle.CONTEXT_WORDS + word]) + " instead of 0x" + Long.toHexString(expected));
            }
        }
    }

    /** Whether the hart's last presentation ended so long ago that the controller counts it as ready again. */
    boolean settled(int hart) {
        return journal.now() - endedAt[hart] >= bounds.settling();
    }

    /** Position 2: claims, user events, then withdrawal where a hart is seen disabled. */
    void hartEvents(Cycle cycle) {
        for (int left = cycle.sClaim; left != 0; left &= left - 1) {
            int h = Integer.numberOfTrailingZeros(left);
            if (state.offered[h] >= 0) {
                claim(h);
            }
        }
        for (int h = 0; h < harts; h++) {
            if (cycle.uEvent[h] != 0) {
                userEvent(h, cycle);
            } else if ((pushedDisabled >>> h & 1) != 0) {
                throw journal.broken(Rule.HART_ENABLE, "hart " + h + " had EN=0 in the cycle of u.push and does not give the VID back");
            }
            if (state.userState[h] == UserState.PRES && state.withdrawing[state.userVid[h]]) {
                if (journal.now() - withdrawSince[h] > bounds.withdrawal()) {
                    throw journal.broken(Rule.HART_WITHDRAWAL, "hart " + h + " has not answered u.withdraw since cycle " + withdrawSince[h]);
                }
            }
        }
        pushedDisabled = 0;
        for (int h = 0; h < harts; h++) {
            if (state.offered[h] >= 0 && (state.seenEn >>> h & 1) == 0) {
                withdraw(state.offered[h]);
            }
        }
    }

    private void claim(int h) {
        int vid = state.offered[h];
        journal.add(History.Kind.CLAIM, h, vid, 0);
        ended(h);
        transitions.claim(vid);
        statistics.claims++;
        waiting.refresh(vid);
    }

    private void userEvent(int h, Cycle cycle) {
        UserEvent event = UserEvent.of(cycle.uEvent[h]);
        int vid = state.userVid[h];
        journal.add(History.Kind.USER_EVENT, h, vid, cycle.uEvent[h]);
        if (event == null || event.from() != state.userState[h]) {
            throw journal.broken(Rule.HART_EVENT, "hart " + h + " reports " + (event == null ? "code " + cycle.uEvent[h] : event.name())
                    + " in state " + state.userState[h]);
        }
        if (event == UserEvent.WITHDRAWN && (cycle.uWithdraw >>> h & 1) == 0) {
            throw journal.broken(Rule.HART_EVENT, "hart " + h + " reports WITHDRAWN while u.withdraw=0");
        }
        if ((pushedDisabled >>> h & 1) != 0 && event != UserEvent.GIVEBACK) {
            throw journal.broken(Rule.HART_ENABLE, "hart " + h + " had EN=0 in the cycle of u.push and reports " + event);
        }
        statistics.userEvents[event.code()]++;
        ended(h);
        transitions.userEvent(h, event);
        if (event.to() == UserState.IDLE) {
            mustStayEnabled &= ~(1 << h);
            waiting.refresh(vid);
        }
    }

    private void ended(int h) {
        endedAt[h] = journal.now();
        requests.disturb();
    }

    /** Takes a presented VID back: at once at level 0, with the hart's answer at level 1. No effect on any other VID. */
    void withdraw(int vid) {
        int h = state.hart[vid];
        switch (state.place[vid]) {
            case OFFERED -> {
                journal.add(History.Kind.S_WITHDRAWN, h, vid, 0);
                ended(h);
                transitions.unoffer(vid);
                sWithdrawn |= 1 << h;
                statistics.withdrawals++;
                waiting.refresh(vid);
            }
            case PUSHED -> {
                if (!state.withdrawing[vid]) {
                    journal.add(History.Kind.WITHDRAWING, h, vid, 0);
                    state.withdrawing[vid] = true;
                    withdrawSince[h] = journal.now() + 1;
                    statistics.withdrawals++;
                }
            }
            case NOWHERE, RUNNING -> { }
        }
    }

    /** After position 4: the withdrawals of level 0 that this cycle's events caused are those that the controller reports. */
    void checkWithdrawn(Cycle cycle) {
        if (cycle.sWithdrawn != sWithdrawn) {
            throw journal.broken(Rule.S_WITHDRAWN, "ev.sWithdrawn is 0b" + Integer.toBinaryString(cycle.sWithdrawn) + " instead of 0b"
                    + Integer.toBinaryString(sWithdrawn));
        }
    }

    /** Position 5. */
    void present(Cycle cycle) {
        if (!cycle.presentValid) {
            return;
        }
        int vid = cycle.presentVid;
        int h = cycle.presentHart;
        int level = cycle.presentLevel;
        journal.add(History.Kind.PRESENT, h, vid, level * 16L + cycle.presentRank);
        if (cycle.commitValid && cycle.commitWrite) {
            throw journal.broken(Rule.ONE_PRESENTATION, "vid " + vid + " is presented in the cycle of a register write");
        }
        if (vid >= state.size.vids() || h >= harts || level != state.level(vid)) {
            throw journal.broken(Rule.WANTS, "there is no vid " + vid + " of level " + level + " or no hart " + h);
        }
        checkWants(vid);
        if (((int) State.AFFINITY.get(state.config[vid]) >>> h & 1) == 0) {
            throw journal.broken(Rule.AFFINITY, "hart " + h + " is not among those of " + state.describe(vid));
        }
        if ((routing.open(level) >>> h & 1) == 0) {
            throw journal.broken(Rule.FREE, "hart " + h + " is not free at level " + level + ", or not enabled, for " + state.describe(vid));
        }
        int choice = routing.choose(state.config[vid], level);
        if (choice == Routing.NONE || Routing.hart(choice) != h || Routing.rank(choice) != cycle.presentRank) {
            throw journal.broken(Rule.ROUTING, "given to hart " + h + " with rank " + cycle.presentRank + ", but section 8 gives "
                    + Routing.describe(choice) + "; " + state.describe(vid));
        }
        if (cycle.presentFast && !requests.answeredNow(vid)) {
            throw journal.broken(Rule.FAST_EVENT, "vid " + vid + " is said to come straight from its request, which is not answered now");
        }
        waiting.checkPriority(vid, h, level);
        if (!buckets.spend(state.slot(vid), journal.now())) {
            throw journal.broken(Rule.BUCKET, "no token for vid " + vid + "; " + buckets.describe(state.slot(vid)));
        }
        statistics.presentations[level]++;
        statistics.ranks[cycle.presentRank]++;
        requests.presented(vid);
        transitions.present(vid, h);
        waiting.refresh(vid);
    }

    private void checkWants(int vid) {
        if (waiting.waits(vid)) {
            return;
        }
        if (state.isDrained(state.slot(vid))) {
            throw journal.broken(Rule.DRAIN, "presented while its slot is drained: " + state.describe(vid));
        }
        if (state.level(vid) == State.USER && !state.deliverable(vid)) {
            throw journal.broken(Rule.SUATP_MODE, "presented with suatp 0x" + Long.toHexString(state.ctx[vid][State.CTX_SUATP]) + ": "
                    + state.describe(vid));
        }
        throw journal.broken(Rule.WANTS, "presented: " + state.describe(vid));
    }

    /** End of a cycle: states move on, and the levels driven in this cycle are what is seen in the next. */
    void end(Cycle cycle) {
        int user = 0;
        for (int h = 0; h < harts; h++) {
            int mode = cycle.mode[h];
            switch (mode) {
                case Cycle.MODE_U, Cycle.MODE_VU, Cycle.MODE_VS -> user |= 1 << h;
                case Cycle.MODE_HS, Cycle.MODE_M -> { }
                default -> throw journal.broken(Rule.HART_MODE, "hart " + h + " drives status.mode=" + mode);
            }
        }
        for (int left = pushed; left != 0; left &= left - 1) {
            int h = Integer.numberOfTrailingZeros(left);
            state.userState[h] = UserState.PRES;
            if ((cycle.en >>> h & 1) == 0) {
                pushedDisabled |= 1 << h;
            } else {
                mustStayEnabled |= 1 << h;
            }
        }
        if ((mustStayEnabled & ~cycle.en) != 0) {
            throw journal.broken(Rule.HART_ENABLE, "EN fell on harts 0b" + Integer.toBinaryString(mustStayEnabled & ~cycle.en)
                    + ", which hold a user VI");
        }
        state.seenUser = user;
        state.seenIdle = cycle.wfi;
        state.seenUve = cycle.uve;
        state.seenEn = cycle.en;
    }
}
