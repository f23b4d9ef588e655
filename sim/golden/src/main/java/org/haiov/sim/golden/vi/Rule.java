package org.haiov.sim.golden.vi;

/**
 * What a controller, or a hart at its link, must keep to. Each rule quotes the sentence it stands for: {@code 4:} Xhaiov section
 * 4, {@code 5:} section 5, {@code link:} docs/hart-link.md.
 */
public enum Rule {
    ROUND_ROBIN("link Q2: at most one request of all harts is accepted per cycle, round robin"),
    SUSTAINED("link Q2: acceptance is sustained each cycle, but at start-up and while a holding register access is on its way"),
    ACCEPTANCE("4: requests are always accepted; link 10: within 61 cycles"),
    ANSWER("4: the instruction retires with the answer, which comes within a bounded number of cycles; link Q3: exactly 3 after acceptance"),
    REQUEST_FAULT("4: fault 26: no valid entry, entry or VID of another slot; no other effect"),
    COALESCE("4: a request to a pending VID coalesces; claim and request in the same cycle leave it pending"),
    OFFER("4: interrupt 25 while a level-0 VID is presented; claimed through svitop; link S1-S3: s.offer, s.vid, s.priority"),
    PUSH("5: the controller writes PRES only while ACT=PARK=PRES=0; link U1: u.push in the cycle after the presentation, u.vid"),
    CONTEXT("5: the controller writes suscratch, suatp, utvec, uscratch, uvictx with the VID; link 2: u.utvec ... u.limit with u.push"),
    WITHDRAW("4: masking withdraws what is presented and not yet claimed or taken; link U3: u.withdraw"),
    S_WITHDRAWN("link 10: ev.sWithdrawn, one bit for each s.offer that falls by withdrawal"),
    WANTS("link 8: only a VID that wants presentation is presented: pending, valid, unmasked, not drained, nowhere else, level 0 or 1"),
    SUATP_MODE("4: with suatp.MODE other than 8 it is never delivered"),
    DRAIN("4: drain of a slot withdraws what is presented, back to pending, and discards nothing"),
    AFFINITY("4: a VID is presented to one hart of its affinity mask (empty: nowhere)"),
    FREE("4: each hart has one presented VID per level"),
    ROUTING("4: the home hart if it can take it now, else one in U/VS/VU that can, else an idle one, else the home hart; lower hart"),
    ONE_PRESENTATION("link 9: no presentation in the cycle of a register write"),
    FAST_PATH("4: with an idle controller the hart's line rises within 4 cycles of acceptance"),
    FAST_EVENT("link 10: ev.present.fast: straight from its request"),
    PRIORITY("4: ties: higher priority, lower VID"),
    PRESENTATION_BOUND("4: nothing accepted is ever lost; link 10: presented within 2*SWEEP of wanting it with a hart to go to"),
    BUCKET("4: a token is spent at presentation, and without one the VID waits; 6.7: at most burst + rate*W, plus the granularity"),
    DRAIN_DONE("4: done = no hart has it presented, running or parked, and no request of it awaits an answer"),
    DRAIN_BOUND("link 10: ev.drainDone within 4*slots+8 cycles of done"),
    REGISTER_PORT("link 7: one access at a time, one commit and one response each, in order"),
    REGISTER_FAULT("4: naturally aligned 8-byte accesses only (others: access fault)"),
    REGISTER_BOUND("link P1: response within 128 cycles of acceptance"),
    REGISTER_HOLD("link P10: a holding access commits in a cycle without request commit, presentation and ending"),
    REGISTER_VALUE("4: the controller's registers; link P2: a read returns the state as it is when the commit cycle begins"),
    CONFIG_WRITE("4: ctx[v], and vid[v].config but for its mask, are writable only while v is masked and not presented, running or parked"),
    START_UP("link 7: after reset the controller clears its memories: req.ready and reg.ready are 0"),
    QUIET("link 10: ev.quiet: no access under way, pipeline empty"),
    VS_LATER("link 2: until level 2 is completed with the hart vs.offer is 0, vs.quiet answers vs.change, evict never fires"),
    HART_REQUEST("link Q1: req.valid, index, slot hold still from the first cycle of valid until accepted"),
    HART_EVENT("link 5: u.event only from its state, never in the cycle of u.push, WITHDRAWN only with u.withdraw=1"),
    HART_WITHDRAWAL("link U3: the hart answers u.withdraw within 64 cycles"),
    HART_MODE("link 11.15: status.mode never 010, 110, 111"),
    HART_ENABLE("link U1, U5: a push that meets EN=0 is given back in the next cycle; else EN stays 1 until IDLE"),
    HART_REGISTER("link 7: register port signals are stable from valid until accepted");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** The sentence it stands for, and where that is. */
    public String text() {
        return text;
    }
}
