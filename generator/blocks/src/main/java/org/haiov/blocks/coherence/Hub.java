package org.haiov.blocks.coherence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.haiov.blocks.bus.RoundRobin;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Trees;

/**
 * Keeps the data caches coherent (MESI by snooping), and lets instruction caches and devices see what they hold. One transaction at a time,
 * whose turn it is goes round.
 *
 * <p>A transaction is accepted in one cycle. From the next on all data caches but the requester's are probed (fetches and DMA probe all),
 * and memory is read beside that; its words wait in memory until no probe can turn up dirty ones any more. Where one does, the read is
 * dropped, also after the transaction's end, and the dirty words go to the requester and, unless it owns the line now, to memory. Writes
 * of whole lines are posted: the next transaction may run while memory still works, but no read of the same line.
 */
public final class Hub extends Component {
    /** Data caches, the first of the requesters. */
    public final Vec<LineLink> data;
    /** Instruction caches: only SHARE, never probed. */
    public final Vec<LineLink> fetch;
    /** Null where there is none. */
    public final DmaLink dma;
    public final LineMemory memory;

    private final int caches;
    private final int requesters;

    // the transaction
    private final Reg busy = reg(1, 0);
    private final Reg who;
    private final Reg address;
    private final Reg share = reg(1, 0);
    private final Reg own = reg(1, 0);
    private final Reg upgrade = reg(1, 0);
    private final Reg writeBack = reg(1, 0);
    private final Reg dmaWrite = reg(1, 0);
    /** Data caches whose answer is awaited; those that had the line dirty; whether any had it. */
    private final Reg probing;
    private final Reg dirty;
    private final Reg had = reg(1, 0);
    /** Memory shall be read. */
    private final Reg ask = reg(1, 0);
    /** Memory is being read, and for this transaction. */
    private final Reg reading = reg(1, 0);
    private final Reg mine = reg(1, 0);
    /** Memory took this transaction's write; all its words are there. */
    private final Reg started = reg(1, 0);
    private final Reg moved = reg(1, 0);
    private final Reg count;
    /** Memory is writing, at an address, for nobody who waits. */
    private final Reg writing = reg(1, 0);
    private final Reg writeAddress;
    private final Reg posted = reg(1, 0);

    private final Signal settled = wire(1);
    private final Signal anyDirty = wire(1);
    private final Signal finish = wire(1);
    /** A word that goes from a cache to the requester or to memory. */
    private final Signal cacheValid = wire(1);
    private final Signal cacheData = wire(64);
    private final Signal move = wire(1);

    /**
     * @param harts data caches, and as many instruction caches
     * @param lineAddressBits bits of a physical address without the offset in the line
     * @param words 64-bit words of a line
     * @param withDma whether devices have a port
     */
    public Hub(int harts, int lineAddressBits, int words, boolean withDma) {
        caches = harts;
        requesters = 2 * harts + (withDma ? 1 : 0);
        data = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        fetch = input(Vec.of(harts, i -> LineLink.shape(lineAddressBits)));
        dma = withDma ? input(DmaLink.shape(lineAddressBits)) : null;
        memory = output(LineMemory.shape(lineAddressBits));
        who = reg(requesters, 0);
        address = reg(lineAddressBits);
        probing = reg(harts, 0);
        dirty = reg(harts, 0);
        count = reg(Math.max(1, Integer.numberOfTrailingZeros(words)), 0);
        writeAddress = reg(lineAddressBits);

        settled.set(busy.and(probing.isZero()));
        anyDirty.set(dirty.any());
        accept();
        probe();
        readMemory();
        moveWords(words);
        answer();
        when(finish, () -> {
            busy.set(0);
            mine.set(0);
        });
    }

    private List<LineLink> links() {
        List<LineLink> all = new ArrayList<>(data.asList());
        all.addAll(fetch.asList());
        return all;
    }

    /** One bit or value for each requester, the first one lowest. */
    private List<Bits> each(Function<LineLink, Bits> ofCache, Function<DmaLink, Bits> ofDma) {
        List<Bits> values = new ArrayList<>(links().stream().map(ofCache).toList());
        if (dma != null) {
            values.add(ofDma.apply(dma));
        }
        return values;
    }

    private static Bits vector(List<Bits> bits) {
        return Bits.cat(bits.reversed());
    }

    private void accept() {
        RoundRobin turn = add(new RoundRobin(requesters));
        turn.request.set(vector(each(c -> c.req().valid(), d -> d.req().valid())));
        Bits idle = busy.not();
        turn.advance.set(idle);
        for (int i = 0; i < 2 * caches; i++) {
            links().get(i).req().ready().set(idle.and(turn.grant.bit(i)));
        }
        Bits fromData = turn.grant.low(caches);
        Signal op = wire(2);
        op.set(OneHot.select(fromData, data.asList().stream().map(c -> c.req().op()).toList()));
        Bits dmaGrant = Bits.lit(false);
        Bits dmaWrites = Bits.lit(false);
        if (dma != null) {
            dmaGrant = turn.grant.bit(2 * caches);
            dmaWrites = dmaGrant.and(dma.req().write());
            dma.req().ready().set(idle.and(dmaGrant));
        }
        Signal writesByDma = wire(1);
        writesByDma.set(dmaWrites);
        Signal byData = wire(1);
        byData.set(fromData.any());
        when(idle.and(turn.grant.any()), () -> {
            busy.set(1);
            who.set(turn.grant);
            address.set(OneHot.select(turn.grant, each(c -> c.req().address(), d -> d.req().address())));
            Bits shares = byData.mux(op.eq(LineOp.SHARE.ordinal()), writesByDma.not());
            Bits owns = byData.and(op.eq(LineOp.OWN.ordinal()));
            Bits writesBack = byData.and(op.eq(LineOp.WRITE_BACK.ordinal()));
            share.set(shares);
            own.set(owns);
            upgrade.set(byData.and(op.eq(LineOp.UPGRADE.ordinal())));
            writeBack.set(writesBack);
            dmaWrite.set(writesByDma);
            ask.set(shares.or(owns));
            probing.set(writesBack.not().repeat(caches).and(fromData.not()));
            dirty.set(0);
            had.set(0);
            started.set(0);
            moved.set(0);
            count.set(0);
        });
        for (LineLink c : fetch) {
            assertThat(c.req().valid().not().or(c.req().op().eq(LineOp.SHARE.ordinal())), "an instruction cache asks for more than to read");
        }
    }

    private void probe() {
        for (int i = 0; i < caches; i++) {
            LineLink c = data.get(i);
            c.probe().valid().set(probing.bit(i));
            c.probe().invalidate().set(share.not());
            c.probe().address().set(address);
            int at = i;
            when(c.ans().valid(), () -> {
                assertThat(probing.bit(at), "a data cache answers a probe that nobody sent");
                assertThat(c.ans().dirty().not().or(c.ans().had()), "a data cache has nothing, and that dirty");
                assertThat(c.ans().dirty().not().or(anyDirty.not().and(upgrade.not())), "two copies, one of them dirty");
                probing.bit(at).set(0);
                dirty.bit(at).set(c.ans().dirty());
                when(c.ans().had(), () -> had.set(1));
            });
        }
        for (LineLink c : fetch) {
            c.probe().valid().set(0);
            c.probe().invalidate().set(0);
            c.probe().address().set(address);
            c.ans().valid().ignored();
            c.ans().had().ignored();
            c.ans().dirty().ignored();
        }
    }

    private void readMemory() {
        LineMemory.Read read = memory.read();
        Bits behindWrite = writing.and(writeAddress.eq(address));
        Signal shown = wire(1);
        shown.set(ask.and(reading.not()).and(behindWrite.not()));
        read.req().valid().set(shown);
        read.req().address().set(address);
        // what memory has seen it may not be asked to forget
        when(settled.and(anyDirty).and(shown.not()), () -> ask.set(0));
        when(shown.and(read.req().ready()), () -> {
            ask.set(0);
            reading.set(1);
            mine.set(1);
        });
        read.rsp().ready().set(reading.and(mine.not().or(settled)));
        when(read.rsp().valid().and(read.rsp().ready()).and(read.rsp().done()), () -> {
            reading.set(0);
            mine.set(0);
        });
        assertThat(read.rsp().valid().not().or(reading), "memory gives what nobody asked for");
    }

    private void moveWords(int words) {
        LineMemory.Write write = memory.write();
        Bits fromRequester = writeBack.repeat(caches).and(who.low(caches));
        Signal source = wire(caches);
        source.set(fromRequester.or(dirty));
        cacheValid.set(source.and(vector(data.asList().stream().map(c -> (Bits) c.out().valid()).toList())).any());
        cacheData.set(OneHot.select(source, data.asList().stream().map(c -> c.out().data()).toList()));

        Bits ready = settled.and(ask.not());
        Bits writes = writeBack.or(dmaWrite).or(share.and(anyDirty));
        write.req().valid().set(ready.and(writes).and(started.not()).and(writing.not()));
        write.req().address().set(address);
        when(write.req().valid().and(write.req().ready()), () -> {
            started.set(1);
            writing.set(1);
            posted.set(dmaWrite.not());
            writeAddress.set(address);
        });
        Signal toMemory = wire(1);
        toMemory.set(settled.and(started).and(moved.not()));
        Signal passedOn = wire(1);
        passedOn.set(ready.and(own).and(anyDirty));

        Bits dmaValid = dma == null ? Bits.lit(true) : dma.out().valid().or(dmaWrite.not());
        Bits cacheHas = cacheValid.or(dmaWrite.and(anyDirty.not()));
        Signal bothHave = wire(1);
        bothHave.set(dmaValid.and(cacheHas));
        write.out().valid().set(toMemory.and(bothHave));
        write.out().data().set(merged());
        write.out().mask().set(dma == null ? Bits.lit(0xFF, 8) : dmaWrite.and(anyDirty.not()).mux(dma.out().mask(), 0xFF));
        Signal given = wire(1);
        given.set(toMemory.and(bothHave).and(write.out().ready()));
        move.set(given.or(passedOn.and(cacheValid)));
        for (int i = 0; i < caches; i++) {
            data.get(i).out().ready().set(source.bit(i).and(given.or(passedOn)));
        }
        for (LineLink c : fetch) {
            c.out().ready().set(0);
            c.out().valid().ignored();
            c.out().data().ignored();
        }
        if (dma != null) {
            dma.out().ready().set(given.and(dmaWrite));
        }
        when(move, () -> {
            count.set(count.plus(1));
            when(count.eq(words - 1), () -> moved.set(1));
        });
        when(write.performed().done(), () -> {
            writing.set(0);
            assertThat(write.performed().error().and(posted).not(), "memory refuses a dirty line");
        });
    }

    /** A device's bytes over a dirty word. */
    private Bits merged() {
        if (dma == null) {
            return cacheData;
        }
        List<Bits> bytes = new ArrayList<>();
        for (int b = 7; b >= 0; b--) {
            Bits takes = dmaWrite.and(dma.out().mask().bit(b).or(anyDirty.not()));
            bytes.add(takes.mux(dma.out().data().slice(8 * b + 7, 8 * b), cacheData.slice(8 * b + 7, 8 * b)));
        }
        return Bits.cat(bytes);
    }

    private void answer() {
        LineMemory.Response rsp = memory.read().rsp();
        LineMemory.Performed performed = memory.write().performed();
        Bits fromMemory = settled.and(mine).and(anyDirty.not()).and(rsp.valid());
        Bits lastMove = move.and(count.all()).and(dmaWrite.not());
        Bits written = dmaWrite.and(started).and(performed.done());
        finish.set(Trees.reduce(List.of(fromMemory.and(rsp.done()), upgrade.and(settled), lastMove, written), Bits::or));

        Signal word = wire(1);
        word.set(fromMemory.and(rsp.word()).or(move.and(share.or(own))));
        Signal wordData = wire(64);
        wordData.set(anyDirty.mux(cacheData, rsp.data()));
        Signal error = wire(1);
        error.set(fromMemory.and(rsp.error()).or(written.and(performed.error())));
        for (int i = 0; i < 2 * caches; i++) {
            LineLink.Fill in = links().get(i).in();
            in.valid().set(who.bit(i).and(word));
            in.data().set(wordData);
            in.done().set(who.bit(i).and(finish));
            in.exclusive().set(had.not());
            in.error().set(error);
        }
        if (dma != null) {
            Bits his = who.bit(2 * caches);
            dma.in().valid().set(his.and(word));
            dma.in().data().set(wordData);
            dma.in().done().set(his.and(finish));
            dma.in().error().set(error);
        }
    }
}
