package org.haiov.blocks.cache;

import org.haiov.blocks.coherence.LineLink;
import org.haiov.blocks.coherence.LineOp;
import org.haiov.blocks.mmu.WalkLink;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Choice;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;

/**
 * Everything that happens to whole lines, one thing after the other: probes, lines that M or the page walker wants, write-backs, the sweep after
 * reset. While it works on the arrays ({@code open} is 0) M stands still and no store is in W.
 *
 * <p>A job reads tags at its address, decides two cycles later, and then answers, or asks the hub. A request that waits is taken back for a probe,
 * and the job begins anew after it: what it knew of the line may be gone.
 */
final class LineEngine extends Component {
    private enum State { SWEEP, IDLE, DRAIN, LOOK, COMPARE, DECIDE, STREAM, REQUEST, FILL, BACK_REQUEST, BACK_SEND, BACK_WAIT }

    private enum Job { PROBE, WALK, LINE }

    final LineLink hub;
    final WalkLink walk;

    /** M wants the line of {@code wantedWord}, the address of a 64-bit word, and to write it with {@code wantsOwn}. Holds until {@code given}. */
    final Signal wants = input(1);
    final Signal wantsOwn = input(1);
    final Signal wantedWord;
    /** 1 bit: M has its line; or, with {@code refused}, there is none. It may try before anybody else gets the arrays. */
    final Signal given = output(1);
    final Signal refused = output(1);
    /** 1 bit: the word at {@code wantedWord} comes from the hub in this cycle, good to be read. */
    final Signal passing = output(1);
    /** 1 bit: M tries its access. */
    final Signal tried = input(1);
    /** 1 bit: no store is in W, and none leaves M that was decided before {@code open} went to 0. */
    final Signal drained = input(1);
    /** 1 bit: no store is in W nor can be in the next cycle. */
    final Signal still = input(1);

    /** 1 bit: M may use the arrays. */
    final Signal open = output(1);
    /** Otherwise: the word that is read; and with {@code takesWord} the way whose word of the cycle before is to be in {@code word}. */
    final Signal index;
    final Signal takesWord = output(1);
    final Signal place;
    final Signal word = input(64);
    final Vec<TagEntry> tags;
    final Signal dirtyWays;

    /** What is written: tags of the set of {@code at}, a word, dirty bits set and taken back in that set. One bit a way. */
    final Signal at;
    final Signal tagWrite;
    final TagEntry tag;
    final Signal soil;
    final Signal clean;
    final Signal fill;
    final Signal fillIndex;

    /** 1 bit: the reservation holds the probe back. To the reservation: the probe is answered; its line goes; lines of the set go. */
    final Signal holdBack = input(1);
    final Signal answered = output(1);
    final Signal taken = output(1);
    final Signal evicted;

    /** Pulses: M's access missed and a line comes; a dirty line goes. */
    final Signal missed = output(1);
    final Signal wroteBack = output(1);

    LineEngine(Layout l) {
        hub = output(LineLink.shape(l.lineAddressBits()));
        walk = input(WalkLink.shape(l.physicalBits()));
        wantedWord = input(l.wordAddressBits());
        index = output(l.indexBits());
        place = output(l.ways());
        tags = input(Vec.of(l.ways(), w -> TagEntry.shape(l)));
        dirtyWays = input(l.ways());
        at = output(l.wordAddressBits());
        tagWrite = output(l.ways());
        tag = output(TagEntry.shape(l));
        soil = output(l.ways());
        clean = output(l.ways());
        fill = output(l.ways());
        fillIndex = output(l.indexBits());
        evicted = output(l.ways());

        int ways = l.ways();
        Enumerated<State> state = reg(State.SWEEP);
        var job = reg(Job.PROBE);
        Reg address = reg(l.wordAddressBits(), 0);
        at.set(address);
        Bits set = l.setOf(address.low(l.indexBits()));
        Bits line = address.high(l.lineAddressBits());
        Reg count = reg(l.wordBits(), 0);
        Bits last = count.all();
        Bits next = count.plus(1);

        // ---- what the tags say, in COMPARE, kept for DECIDE
        Bits valid = each(e -> e.valid());
        Bits writable = each(e -> e.writable());
        Bits found = each(e -> e.valid().and(e.tag().eq(address.high(l.tagBits()))));
        EvictBuffer buffer = add(new EvictBuffer(l));
        Reg had = reg(1, 0);
        Reg own = reg(1, 0);
        Reg dirty = reg(1, 0);
        Reg buffered = reg(1, 0);
        Reg chosen = reg(ways, 1);
        Signal replaces = wire(1);
        Bits victim = ways == 1 ? Bits.lit(true) : victim(valid.not(), replaces);
        Bits way = found.any().mux(found, victim);
        place.set(chosen);
        when(state.is(State.COMPARE), () -> {
            had.set(found.any());
            own.set(found.and(writable).any());
            dirty.set(way.and(valid).and(dirtyWays).any());
            buffered.set(buffer.full.and(buffer.line.eq(line)));
            chosen.set(way);
        });

        // ---- a dirty victim moves to the buffer beside the request, a word a cycle: each before the hub's first word can overwrite it
        Reg copying = reg(1, 0);
        Reg copyWord = reg(l.wordBits(), 0);
        Reg arriving = delayed(copying);
        Bits copies = copying.or(arriving);
        when(copying, () -> {
            copyWord.set(copyWord.plus(1));
            when(copyWord.all(), () -> copying.set(0));
        });
        buffer.write.set(arriving);
        buffer.writeWord.set(copyWord.minus(1));

        // ---- defaults
        Signal request = wire(1);
        var op = reg(LineOp.SHARE);
        Signal words = wire(l.wordBits());
        tagWrite.set(0);
        tag.valid().set(0);
        tag.writable().set(0);
        tag.tag().set(address.high(l.tagBits()));
        soil.set(0);
        clean.set(0);
        fill.set(0);
        fillIndex.set(Bits.cat(set, count));
        evicted.set(0);
        answered.set(0);
        taken.set(0);
        given.set(0);
        refused.set(0);
        missed.set(0);
        wroteBack.set(0);
        request.set(0);
        replaces.set(0);
        words.set(copying.mux(copyWord, address.low(l.wordBits())));
        index.set(Bits.cat(set, words));
        buffer.take.set(0);
        buffer.giveAway.set(0);
        buffer.writeData.set(word);
        buffer.readWord.set(count);
        buffer.lineTaken.set(Bits.cat(OneHot.select(chosen, tags.asList().stream().map(TagEntry::tag).toList()), set));
        walk.answered().set(0);
        walk.data().set(word);
        walk.error().set(0);
        hub.req().valid().set(request);
        hub.req().op().set(op.bits());
        hub.req().address().set(line);
        Bits sendsBuffer = state.is(State.BACK_SEND).or(buffered);
        hub.out().valid().set(state.is(State.BACK_SEND).or(state.is(State.STREAM)));
        hub.out().data().set(sendsBuffer.mux(buffer.readData, word));
        hub.ans().valid().set(answered);
        hub.ans().had().set(had.or(buffered));
        hub.ans().dirty().set(had.and(dirty).or(buffered));
        Bits back = state.is(State.BACK_REQUEST).or(state.is(State.BACK_SEND)).or(state.is(State.BACK_WAIT));
        open.set(state.is(State.IDLE).and(copies.not()).or(back));
        takesWord.set(state.is(State.DECIDE).or(state.is(State.STREAM)).or(arriving));
        passing.set(state.is(State.FILL).and(job.is(Job.LINE)).and(hub.in().valid()).and(hub.in().error().not())
                .and(count.eq(address.low(l.wordBits()))));
        // M has its word already and may hold something else
        Bits awaited = wants.and(passing.and(wantsOwn.not()).not());

        // ---- whose turn it is
        Reg owed = reg(1, 0);
        when(tried, () -> owed.set(0));
        Bits probed = hub.probe().valid().and(holdBack.not());
        Runnable beginProbe = () -> {
            job.set(Job.PROBE);
            address.set(Bits.cat(hub.probe().address(), Bits.lit(0, l.wordBits())));
        };
        Choice in = switchOn(state);
        in.is(State.SWEEP, () -> {
            tagWrite.set(Bits.lit(1, 1).repeat(ways));
            clean.set(Bits.lit(1, 1).repeat(ways));
            address.set(Bits.cat(Bits.lit(0, l.tagBits()), set.plus(1), Bits.lit(0, l.wordBits())));
            when(set.all(), () -> state.set(State.IDLE));
        });
        in.is(State.IDLE, () -> {
            count.set(0);
            when(owed.or(copies), () -> { }).elseWhen(probed, () -> {
                beginProbe.run();
                state.set(State.DRAIN);
            }).elseWhen(wants, () -> {
                // its set is being read in this very cycle, for M itself
                job.set(Job.LINE);
                address.set(wantedWord);
                state.set(State.COMPARE);
            }).elseWhen(walk.valid(), () -> {
                job.set(Job.WALK);
                address.set(walk.address().high(l.wordAddressBits()));
                when(still, () -> state.set(State.LOOK)).otherwise(() -> state.set(State.DRAIN));
            }).elseWhen(buffer.full, () -> writeBack(l, state, op, address, buffer));
        });
        in.is(State.DRAIN, () -> when(drained, () -> state.set(State.LOOK)));
        in.is(State.LOOK, () -> state.set(State.COMPARE));
        in.is(State.COMPARE, () -> state.set(State.DECIDE));

        // ---- what comes of it
        Bits forProbe = job.is(Job.PROBE);
        Bits forWalk = job.is(Job.WALK);
        Bits wantsWrite = job.is(Job.LINE).and(wantsOwn);
        in.is(State.DECIDE, () -> {
            count.set(0);
            when(forProbe, () -> {
                answered.set(1);
                when(had, () -> {
                    tagWrite.set(chosen);
                    tag.valid().set(hub.probe().invalidate().not());
                    clean.set(chosen);
                });
                taken.set(hub.probe().invalidate());
                buffer.giveAway.set(buffered);
                when(had.and(dirty).or(buffered), () -> state.set(State.STREAM)).otherwise(() -> state.set(State.IDLE));
            }).elseWhen(had.and(own.or(wantsWrite.not())), () -> {
                walk.answered().set(forWalk);
                give(forWalk.not(), awaited, owed);
                state.set(State.IDLE);
            }).elseWhen(had, () -> {
                op.set(LineOp.UPGRADE);
                state.set(State.REQUEST);
            }).elseWhen(buffer.full.and(buffered.or(dirty)), () -> writeBack(l, state, op, address, buffer)).otherwise(() -> {
                when(wantsWrite, () -> op.set(LineOp.OWN)).otherwise(() -> op.set(LineOp.SHARE));
                when(dirty, () -> {
                    buffer.take.set(1);
                    tagWrite.set(chosen);
                    clean.set(chosen);
                    evicted.set(chosen);
                    copying.set(1);
                });
                state.set(State.REQUEST);
            });
        });
        in.is(State.STREAM, () -> {
            words.set(hub.out().ready().mux(next, count));
            when(hub.out().ready(), () -> {
                count.set(next);
                when(last, () -> state.set(State.IDLE));
            });
        });
        in.is(State.REQUEST, () -> {
            request.set(1);
            when(hub.req().ready(), () -> {
                missed.set(job.is(Job.LINE).and(op.is(LineOp.UPGRADE).not()));
                when(op.is(LineOp.UPGRADE).not(), () -> {
                    tagWrite.set(chosen);
                    evicted.set(chosen);
                    replaces.set(1);
                });
                state.set(State.FILL);
            }).elseWhen(probed.and(copies.not()), () -> {
                beginProbe.run();
                state.set(State.LOOK);
            });
        });
        in.is(State.FILL, () -> {
            when(hub.in().valid(), () -> {
                fill.set(chosen);
                count.set(next);
            });
            when(hub.in().done(), () -> {
                Bits error = hub.in().error();
                when(error.not(), () -> {
                    tagWrite.set(chosen);
                    tag.valid().set(1);
                    tag.writable().set(op.is(LineOp.SHARE).not().or(hub.in().exclusive()));
                    // another cache's dirty words came with OWN, and memory was not told
                    when(op.is(LineOp.OWN), () -> soil.set(chosen));
                });
                give(forWalk.not(), awaited.and(error.not()), owed);
                refused.set(error);
                when(forWalk.and(error.not()), () -> state.set(State.LOOK)).otherwise(() -> state.set(State.IDLE));
                walk.answered().set(forWalk.and(error));
                walk.error().set(error);
            });
        });

        // ---- write-back, beside which M goes on
        in.is(State.BACK_REQUEST, () -> {
            request.set(1);
            when(hub.req().ready(), () -> {
                buffer.giveAway.set(1);
                wroteBack.set(1);
                state.set(State.BACK_SEND);
            }).elseWhen(probed, () -> {
                beginProbe.run();
                state.set(State.DRAIN);
            });
        });
        Reg done = reg(1, 0);
        in.is(State.BACK_SEND, () -> {
            when(hub.in().done(), () -> done.set(1));
            when(hub.out().ready(), () -> {
                count.set(next);
                when(last, () -> {
                    done.set(0);
                    when(done.or(hub.in().done()), () -> state.set(State.IDLE)).otherwise(() -> state.set(State.BACK_WAIT));
                });
            });
        });
        in.is(State.BACK_WAIT, () -> when(hub.in().done(), () -> state.set(State.IDLE)));

        assertThat(found.and(found.minus(1)).isZero().or(state.is(State.COMPARE).not()), "a line is in two ways");
        assertThat(state.is(State.DECIDE).and(had).and(buffered).not(), "a line is in the array and in the buffer");
        assertThat(state.is(State.LOOK).and(drained.not()).not(), "tags are looked at while a store is under way");
        assertThat(state.is(State.LOOK).and(copies).not(), "tags are looked at while a line moves to the buffer");
        assertThat(fill.any().not().or(copying.not()).or(count.ltu(copyWord)), "a word is overwritten before it moved to the buffer");
        assertThat(hub.in().valid().not().or(state.is(State.FILL)), "the hub sends words that nobody asked for");
        assertThat(hub.in().done().not().or(state.is(State.FILL)).or(state.is(State.BACK_SEND)).or(state.is(State.BACK_WAIT)),
                "the hub ends a transaction that is none");
        assertThat(hub.req().ready().and(request).and(hub.probe().valid()).not(), "the hub takes a request of a cache that it probes");
        assertThat(hub.probe().valid().not().or(state.is(State.FILL).or(state.is(State.BACK_SEND)).or(state.is(State.BACK_WAIT)).not()),
                "the hub probes a cache within its own transaction");
    }

    private interface OfTag {
        Bits of(TagEntry e);
    }

    private Bits each(OfTag f) {
        return Bits.cat(tags.asList().stream().map(f::of).toList().reversed());
    }

    /** A way without a line, or else one after the other. */
    private Bits victim(Bits free, Bits replaces) {
        Reg turn = reg(free.width(), 1);
        when(replaces, () -> turn.set(Bits.cat(turn.low(free.width() - 1), turn.msb())));
        return free.any().mux(Priority.first(free), turn);
    }

    private void give(Bits toM, Bits tries, Reg owed) {
        when(toM, () -> {
            given.set(1);
            owed.set(tries);
        });
    }

    private void writeBack(Layout l, Enumerated<State> state, Enumerated<LineOp> op, Reg address, EvictBuffer buffer) {
        op.set(LineOp.WRITE_BACK);
        address.set(Bits.cat(buffer.line, Bits.lit(0, l.wordBits())));
        state.set(State.BACK_REQUEST);
    }
}
