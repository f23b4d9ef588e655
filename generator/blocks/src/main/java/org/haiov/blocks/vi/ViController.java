package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;

/** The VI controller (Xhaiov section 4) for 1 to 8 harts. Ports and rules: docs/hart-link.md; plan: docs/vi-controller.md. */
public final class ViController extends Component {
    private final ViConfig c;

    public final Vec<HartLink> hart;
    public final RegisterLink reg = input(RegisterLink.shape());
    public final RegisterLink.Response rsp = output(RegisterLink.Response.shape());
    public final Events ev;

    private final RegisterPort port;
    private final RequestArbiter arbiter;
    private final RequestPipeline pipeline;
    private final MapTable map;
    private final VidTable vidTable;
    private final ConfigUpdate configUpdate;
    private final ContextTable contextTable;
    private final CountTable coalesced;
    private final CountTable deliveries;
    private final PendingSet waiting;
    private final ScanIndex index;
    private final Scanner scanner;
    private final Dispatcher dispatcher;
    private final Presenters presenters;
    private final TokenBuckets buckets;
    private final DrainControl drains;
    private final EvictTable evict;
    private final RegisterRead read;
    private final PresenterLookup commitLookup;
    private final PresenterLookup scanLookup;
    private final PresenterLookup portLookup;
    private final HeldWord heldWord;
    private final HartsSeen seen;

    /** Numbers of the places that ask the pending set. */
    private static final int COMMIT = 0;
    private static final int SCAN = 1;
    private static final int PORT = 1;

    // what the register access names, at start what is cleared
    private final Bits portVid;
    private final Bits portSlot;
    private final Bits portWord;
    private final Bits portWrites;

    public ViController(ViConfig c) {
        this.c = c;
        hart = output(Vec.of(c.harts(), h -> HartLink.shape()));
        ev = output(Events.shape(c));
        port = add(new RegisterPort(c));
        arbiter = add(new RequestArbiter(c));
        pipeline = add(new RequestPipeline(c));
        map = add(new MapTable(c));
        vidTable = add(new VidTable(c));
        configUpdate = add(new ConfigUpdate(c));
        contextTable = add(new ContextTable(c));
        coalesced = add(new CountTable(c));
        deliveries = add(new CountTable(c));
        waiting = add(new PendingSet(c, 2, 2));
        index = add(new ScanIndex(c));
        scanner = add(new Scanner(c));
        dispatcher = add(new Dispatcher(c));
        presenters = add(new Presenters(c));
        buckets = add(new TokenBuckets(c));
        drains = add(new DrainControl(c));
        evict = add(new EvictTable(c));
        read = add(new RegisterRead(c));
        commitLookup = add(new PresenterLookup(c));
        scanLookup = add(new PresenterLookup(c));
        portLookup = add(new PresenterLookup(c));
        heldWord = add(new HeldWord(c));
        seen = reg(HartsSeen.shape(c));

        portVid = named(port.clearing.mux(port.clearIndex.low(c.vidBits()), vidOf(port.address)), "portVid");
        portSlot = named(port.clearing.mux(port.clearIndex.low(c.slotBits()), slotOf(port.address)), "portSlot");
        portWord = named(port.hit.state().mux(Vids.word(vidOf(port.address), c), wordOf(port.address)), "portWord");
        portWrites = named(port.commit.and(port.write), "portWrites");

        wireHarts();
        wireRequests();
        Bits fresh = wireCommit();
        wireScanner(fresh);
        wireDispatcher(fresh);
        wirePresenters();
        wirePort();
        wireTables();
        wireSlots();
        wireRegisterRead();
        wireEvents();
    }

    private Signal named(Bits value, String name) {
        Signal wire = wire(value.width()).named(name);
        wire.set(value);
        return wire;
    }

    private Bits vidOf(Bits address) {
        return address.slice(6 + c.vidBits() - 1, 6);
    }

    private Bits slotOf(Bits address) {
        return c.slots() == 1 ? Bits.lit(0, 1) : address.slice(6 + c.slotBits() - 1, 6);
    }

    private Bits wordOf(Bits address) {
        return c.words() == 1 ? Bits.lit(0, 1) : address.slice(3 + c.wordIndexBits() - 1, 3);
    }

    private Bits byHart(Function<HartLink, Bits> bit) {
        List<Bits> bits = new ArrayList<>();
        hart.forEach(h -> bits.addFirst(bit.apply(h)));
        return Bits.cat(bits);
    }

    private void wireHarts() {
        seen.enabled().set(byHart(h -> h.status().en()));
        seen.inUser().set(byHart(h -> h.status().mode().bit(2).or(h.status().mode().low(2).isZero())));
        seen.idle().set(byHart(h -> h.status().wfi()));
        seen.accepts().set(byHart(h -> h.status().uve()));
        for (int i = 0; i < c.harts(); i++) {
            HartLink link = hart.get(i);
            Bundle.connect(link.req(), arbiter.hart.get(i));
            Bundle.connect(link.s(), presenters.supervisor.get(i));
            Bits answered = pipeline.commit.valid().and(pipeline.commit.hart().eq(i));
            link.ans().valid().set(answered);
            link.ans().ok().set(answered.and(pipeline.commit.ok()));
            wireUser(link.u(), presenters.user.get(i));
            wireGuest(link.vs());
        }
    }

    private void wireUser(HartLink.User link, Presenters.UserSide user) {
        link.push().set(user.push());
        link.vid().set(user.vid().zext(ViConfig.LINK_VID_BITS));
        link.utvec().set(contextTable.context.get(0));
        link.uscratch().set(contextTable.context.get(1));
        link.suscratch().set(contextTable.context.get(2));
        link.suatp().set(contextTable.context.get(3));
        link.uvictx().set(contextTable.context.get(4));
        Bits limit = contextTable.context.get(5);
        link.limit().set(limit.low(32).or(limit.high(32).any().repeat(32)));
        link.withdraw().set(user.withdraw());
        user.event().set(link.event());
    }

    /** VS-level posting comes with the hart: until then nothing is presented, so a change of hvictx is answered at once. */
    private void wireGuest(HartLink.Guest link) {
        link.offer().set(0);
        link.number().set(0);
        link.priority().set(0);
        Reg quiet = reg(1, 0);
        quiet.set(link.change());
        link.quiet().set(quiet);
        link.enable().ignored();
        link.slot().ignored();
        link.vcpu().ignored();
        link.claim().ignored();
    }

    private void wireRequests() {
        arbiter.hold.set(port.hold);
        Bundle.set(pipeline.accepted, arbiter.accepted);
        Bundle.set(pipeline.entry, map.entry);
        Bundle.set(pipeline.config, vidTable.requestConfig);
        vidTable.requestRead.set(pipeline.lookUp);
        vidTable.requestVid.set(pipeline.lookUpVid);
        Bits looks = port.look.and(port.hit.map());
        Bits portEntry = port.address.slice(3 + c.entryBits() - 1, 3);
        map.read.set(arbiter.accepted.valid().or(looks));
        map.index.set(looks.mux(portEntry, arbiter.index));
        map.write.set(portWrites.and(port.hit.map()).or(port.clearing));
        map.writeIndex.set(port.clearing.mux(port.clearIndex.low(c.entryBits()), portEntry));
        map.writeEntry.fromRegister(port.wdata, c);
    }

    /** The request's effect. Returns whether it makes its VID pending anew. */
    private Bits wireCommit() {
        RequestPipeline.Commit commit = pipeline.commit;
        waiting.askVid.get(COMMIT).set(commit.candidate().vid());
        lookUp(commitLookup, commit.candidate().vid());
        Bits pending = waiting.waits.get(COMMIT).or(commitLookup.pendingStill);
        Signal coalesces = named(commit.ok().and(pending), "coalesces");
        Signal fresh = named(commit.ok().and(pending.not()), "fresh");
        coalesced.up.set(coalesces);
        waiting.request.valid().set(fresh.and(dispatcher.presentation.valid().and(dispatcher.fast).not()));
        waiting.request.vid().set(commit.candidate().vid());
        ev.answer().valid().set(commit.valid());
        ev.answer().hart().set(commit.hart());
        ev.answer().ok().set(commit.ok());
        ev.answer().vid().set(commit.ok().repeat(c.vidBits()).and(commit.candidate().vid()));
        ev.answer().coalesced().set(coalesces);
        return fresh;
    }

    private void lookUp(PresenterLookup lookup, Bits vid) {
        for (int i = 0; i < lookup.holding.size(); i++) {
            Bundle.set(lookup.holding.get(i), presenters.holding.get(i));
        }
        lookup.vid.set(vid);
    }

    private void wireScanner(Bits fresh) {
        scanner.hold.set(port.hold);
        Bits unmasked = portWrites.and(port.hit.config()).and(configUpdate.updated.delivery().deliverable());
        Bits setBySoftware = portWrites.and(port.hitSet);
        scanner.news.set(waiting.request.valid().or(waiting.returned.valid()).or(unmasked).or(setBySoftware));
        waiting.wordIndex.get(0).set(scanner.wordIndex);
        scanner.waiting.set(waiting.word.get(0));
        index.prio.set(scanner.prio);
        index.wordIndex.set(scanner.wordIndex);
        scanner.deliverable.set(index.word);
        index.update.set(portWrites.and(port.hit.config()));
        index.updateVid.set(vidOf(port.address));
        index.updatePriority.set(configUpdate.updated.delivery().priority());
        index.updateValue.set(configUpdate.updated.delivery().deliverable());
        index.empty.set(port.clearing);
        index.emptyIndex.set(port.clearIndex.low(index.emptyIndex.width()));

        Bits looks = port.look.and(port.hit.config().or(port.hit.ctx().any()));
        vidTable.scanRead.set(scanner.lookUp.or(looks));
        vidTable.scanVid.set(looks.mux(vidOf(port.address), scanner.lookUpVid));
        Bundle.set(scanner.config, vidTable.scanConfig.delivery());
        waiting.askVid.get(SCAN).set(scanner.candidate.vid());
        lookUp(scanLookup, scanner.candidate.vid());
        scanner.decided.set(dispatcher.scanDecided);
    }

    private void wireDispatcher(Bits fresh) {
        Bundle.set(dispatcher.commit, pipeline.commit.candidate());
        dispatcher.commitDeliverable.set(pipeline.commit.deliverable());
        dispatcher.commitFresh.set(fresh);
        dispatcher.commitBusy.set(commitLookup.busy);
        dispatcher.scanReady.set(scanner.ready);
        Bundle.set(dispatcher.scan, scanner.candidate);
        dispatcher.scanFits.set(scanner.candidateDeliverable.and(waiting.waits.get(SCAN)).and(scanLookup.busy.not()));
        dispatcher.sweepBegins.set(scanner.begins);
        dispatcher.sweepEnds.set(scanner.ends);
        dispatcher.nothingWaits.set(scanner.nothingWaits);
        Bundle.set(dispatcher.harts, seen);
        Bundle.set(dispatcher.vacancy, presenters.vacancy);
        waiting.dispatched.valid().set(dispatcher.presentation.valid().and(dispatcher.fast.not()));
        waiting.dispatched.vid().set(dispatcher.presentation.vid());
    }

    private void wirePresenters() {
        presenters.enabled.set(seen.enabled());
        Bundle.set(presenters.presentation, dispatcher.presentation);
        Bundle.set(waiting.returned, presenters.returned);
        Withdrawal w = presenters.withdrawal;
        w.mask().set(portWrites.and(port.hit.config()).and(configUpdate.updated.delivery().mask()));
        w.vid().set(vidOf(port.address));
        w.drain().set(portWrites.and(port.hit.drain()).and(RegisterWord.field("slot.drain", "requested", port.wdata)));
        w.slot().set(slotOf(port.address));
        w.clear().set(portWrites.and(port.hitClear));
        w.word().set(wordOf(port.address));
        w.bits().set(port.wdata.low(c.wordBits()));
    }

    private void wirePort() {
        Bundle.connect(port.reg, reg);
        Bundle.connect(rsp, port.rsp);
        Reg counting = delayed(presenters.delivered.valid());
        port.settled.set(pipeline.busy.or(scanner.busy).or(presenters.serving).or(counting).not());
        port.ending.set(presenters.ending);
        port.rdata.set(read.rdata);
        deliveries.up.set(counting);

        waiting.set.set(portWrites.and(port.hitSet));
        waiting.clear.set(portWrites.and(port.hitClear));
        waiting.changeWord.set(wordOf(port.address));
        // what a presenter keeps is pending already and would be pending twice
        waiting.changeBits.set(port.wdata.low(c.wordBits()).and(port.hitSet.repeat(c.wordBits()).and(heldWord.word).not()));
        waiting.wordIndex.get(PORT).set(portWord);
        for (int i = 0; i < heldWord.held.size(); i++) {
            heldWord.held.get(i).valid().set(presenters.holding.get(i).pending());
            heldWord.held.get(i).vid().set(presenters.holding.get(i).vid());
        }
        heldWord.wordIndex.set(portWord);
        lookUp(portLookup, vidOf(port.address));
    }

    private void wireTables() {
        Bundle.set(configUpdate.old, vidTable.scanConfig);
        configUpdate.held.set(portLookup.busy);
        configUpdate.written.fromRegister(port.wdata, c);
        configUpdate.written.delivery().context().set(0);
        configUpdate.mode.set(RegisterWord.field("ctx.suatp", "MODE", port.wdata));
        configUpdate.suatp.set(port.hit.ctx().bit(ContextTable.SUATP));
        configUpdate.clearing.set(port.clearing);
        Bits contextWrites = portWrites.and(configUpdate.full);
        vidTable.write.set(portWrites.and(port.hit.config()).or(contextWrites.and(port.hit.ctx().bit(ContextTable.SUATP)))
                .or(port.clearing));
        vidTable.writeVid.set(portVid);
        Bundle.set(vidTable.writeConfig, configUpdate.updated);

        int contexts = ContextTable.REGISTERS.size();
        Bits pushes = dispatcher.presentation.valid().and(dispatcher.presentation.user());
        Bits looks = port.look.and(port.hit.ctx().any());
        contextTable.read.set(pushes.or(looks));
        contextTable.vid.set(looks.mux(vidOf(port.address), dispatcher.presentation.vid()));
        contextTable.write.set(contextWrites.repeat(contexts).and(port.hit.ctx()).or(port.clearing.repeat(contexts)));
        contextTable.writeVid.set(portVid);
        contextTable.writeData.set(port.wdata);

        wireCount(coalesced, pipeline.countRead, pipeline.countVid, port.wdata.high(32));
        wireCount(deliveries, presenters.delivered.valid(), presenters.delivered.vid(), port.wdata.low(32));
    }

    private void wireCount(CountTable counts, Bits reads, Bits vid, Bits written) {
        Bits looks = port.look.and(port.hit.count());
        counts.read.set(reads.or(looks));
        counts.vid.set(looks.mux(vidOf(port.address), vid));
        counts.write.set(portWrites.and(port.hit.count()).or(port.clearing));
        counts.writeVid.set(portVid);
        counts.writeCount.set(written);
    }

    private void wireSlots() {
        buckets.slot.set(dispatcher.slot);
        buckets.spend.set(dispatcher.presentation.valid());
        dispatcher.token.set(buckets.has);
        buckets.access.set(port.bucket.or(port.clearing));
        buckets.accessSlot.set(portSlot);
        buckets.write.set(portWrites.and(port.hit.bucket()).or(port.clearing));
        buckets.writeRate.set(RegisterWord.field("slot.bucket", "rate", port.wdata));
        buckets.writeBurst.set(RegisterWord.field("slot.bucket", "burst", port.wdata));

        drains.slot.set(dispatcher.slot);
        dispatcher.drained.set(drains.drained);
        drains.access.set(port.commit.and(port.hit.drain()).or(port.clearing));
        drains.accessSlot.set(portSlot);
        drains.write.set(portWrites.and(port.hit.drain()).or(port.clearing));
        drains.writeRequested.set(RegisterWord.field("slot.drain", "requested", port.wdata));
        pipeline.slot.set(drains.watched);
        presenters.slot.set(drains.watched);
        drains.watchedBusy.set(presenters.slotBusy.or(pipeline.slotBusy));

        evict.slot.set(portSlot);
        evict.write.set(portWrites.and(port.hit.evict()).or(port.clearing));
        evict.written.valid().set(RegisterWord.field("slot.evict", "V", port.wdata));
        evict.written.vid().set(RegisterWord.field("slot.evict", "VID", port.wdata).low(c.vidBits()));
    }

    private void wireRegisterRead() {
        Bundle.set(read.hit, port.hit);
        Bundle.set(read.map, map.entry);
        Bundle.set(read.config, vidTable.scanConfig);
        read.waits.set(waiting.word.get(PORT).bit(Vids.bit(vidOf(port.address), c)));
        read.held.set(portLookup.pending);
        read.presented.set(portLookup.presented);
        read.running.set(portLookup.running);
        read.presenter.set(portLookup.hart);
        read.deliveries.set(deliveries.count);
        read.coalesced.set(coalesced.count);
        for (int i = 0; i < read.context.size(); i++) {
            read.context.get(i).set(contextTable.context.get(i));
        }
        read.bucket.set(buckets.register);
        read.evict.set(evict.register);
        read.drain.set(drains.register);
        read.waitingWord.set(waiting.word.get(PORT));
        read.heldWord.set(heldWord.word);
        read.hartIndex.set(port.address.slice(6 + c.hartBits() - 1, 6));
        read.idle.set(seen.idle());
        read.inUser.set(seen.inUser());
        for (int i = 0; i < read.shown.size(); i++) {
            read.shown.get(i).valid().set(presenters.holding.get(i).presented());
            read.shown.get(i).vid().set(presenters.holding.get(i).vid());
        }
    }

    private void wireEvents() {
        ev.sWithdrawn().set(presenters.withdrawn);
        ev.regCommit().valid().set(port.commit);
        ev.regCommit().write().set(port.commit.and(port.write));
        ev.regCommit().address().set(port.address);
        ev.regCommit().wdata().set(port.wdata);
        ev.regCommit().full().set(portWrites.and(port.hit.config().or(port.hit.ctx().any())).and(configUpdate.full));
        Presentation p = dispatcher.presentation;
        ev.present().valid().set(p.valid());
        ev.present().vid().set(p.valid().repeat(c.vidBits()).and(p.vid()));
        ev.present().hart().set(p.valid().repeat(c.hartBits()).and(OneHot.decode(p.hart())));
        ev.present().level().set(Bits.cat(Bits.lit(false), p.valid().and(p.user())));
        ev.present().rank().set(p.valid().repeat(2).and(dispatcher.rank));
        ev.present().fast().set(p.valid().and(dispatcher.fast));
        ev.evict().valid().set(0);
        ev.evict().slot().set(0);
        ev.evict().vid().set(0);
        ev.drainDone().valid().set(drains.done.valid());
        ev.drainDone().slot().set(drains.done.slot());
        ev.quiet().set(scanner.nothingWaits.and(port.idle).and(port.settled));
        assertThat(pipeline.commit.ok().and(waiting.waits.get(COMMIT)).and(commitLookup.pending).not(),
                "a VID is pending in two places");
        assertThat(p.valid().and(portWrites).not(), "a presentation in the cycle of a register write");
        assertThat(pipeline.commit.valid().and(portWrites).not(), "a request commits in the cycle of a register write");
    }
}
