package org.haiov.blocks.coherence;

import org.haiov.blocks.bus.AxiLink;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;
import org.haiov.ir.Memory.Style;

/**
 * AXI4 slave for devices that reach memory coherently: cuts incrementing bursts of 64-bit beats, up to 256, into lines. One burst at a time,
 * reads and writes in turn. Bursts of another kind or size are answered with SLVERR, beat for beat, and change nothing; addresses without
 * memory with DECERR. Exclusive accesses are answered OKAY: not exclusive. A beat's address is a multiple of 8: lower bits do not count.
 */
public final class DmaBridge extends Component {
    private static final int SLVERR = 2;

    private enum State { IDLE, ASK, WRITE, WRITTEN, RESPOND, READ, GIVE }

    public final AxiLink axi;
    public final DmaLink dma;

    private final int words;
    private final int wordBits;
    private final StateMachine<State> state;
    private final Reg id;
    /** Of the next beat: its line and word; beats after it. */
    private final Reg line;
    private final Reg word;
    private final Reg left = reg(8, 0);
    private final Reg writes = reg(1, 0);
    private final Reg lastWrote = reg(1, 0);
    /** The burst is none that this can do; memory refused a line. */
    private final Reg odd = reg(1, 0);
    private final Reg failed = reg(1, 0);
    /** The last beat of the burst went over. */
    private final Reg over = reg(1, 0);

    /**
     * @param physicalBits bits of an address
     * @param words 64-bit words of a line, a power of two
     * @param idBits bits of an ID
     */
    public DmaBridge(int physicalBits, int words, int idBits) {
        this.words = words;
        wordBits = Integer.numberOfTrailingZeros(words);
        axi = input(AxiLink.shape(physicalBits, idBits));
        dma = output(DmaLink.shape(physicalBits - 3 - wordBits));
        id = reg(idBits, 0);
        line = reg(physicalBits - 3 - wordBits, 0);
        word = reg(wordBits, 0);
        state = machine(State.IDLE);
        begin();
        write();
        read();
    }

    private void begin() {
        Bits idle = state.is(State.IDLE);
        Signal takesWrite = wire(1);
        takesWrite.set(idle.and(axi.aw().valid()).and(axi.ar().valid().not().or(lastWrote.not())));
        Signal takesRead = wire(1);
        takesRead.set(idle.and(axi.ar().valid()).and(takesWrite.not()));
        axi.aw().ready().set(takesWrite);
        axi.ar().ready().set(takesRead);
        state.in(State.IDLE, () -> {
            when(takesWrite, () -> take(axi.aw(), 1));
            when(takesRead, () -> take(axi.ar(), 0));
        });
        state.in(State.ASK, () -> when(odd, () -> {
            when(writes, () -> state.go(State.WRITE)).otherwise(() -> state.go(State.GIVE));
        }).elseWhen(dma.req().ready(), () -> {
            when(writes, () -> state.go(State.WRITE)).otherwise(() -> state.go(State.READ));
        }));
        dma.req().valid().set(state.is(State.ASK).and(odd.not()));
        dma.req().write().set(writes);
        dma.req().address().set(line);
        for (AxiLink.Address a : new AxiLink.Address[] {axi.aw(), axi.ar()}) {
            a.addr().ignored();
            a.lock().ignored();
            a.cache().ignored();
            a.prot().ignored();
            a.qos().ignored();
        }
        axi.w().last().ignored();
    }

    private void take(AxiLink.Address a, int isWrite) {
        id.set(a.id());
        line.set(a.addr().high(line.width()));
        word.set(a.addr().slice(2 + wordBits, 3));
        left.set(a.len());
        writes.set(isWrite);
        lastWrote.set(isWrite);
        odd.set(a.burst().ne(AxiLink.INCR).or(a.size().ne(3)));
        failed.set(0);
        over.set(0);
        state.go(State.ASK);
    }

    /** One beat went over. */
    private void advance() {
        word.set(word.plus(1));
        left.set(left.minus(1));
        when(left.isZero(), () -> over.set(1));
    }

    /** All words of the line go out, those before and after the burst without a byte of theirs. */
    private void write() {
        Reg at = reg(wordBits, 0);
        Bits writing = state.is(State.WRITE);
        Bits concerned = over.not().and(at.eq(word));
        dma.out().valid().set(writing.and(odd.not()).and(concerned.not().or(axi.w().valid())));
        dma.out().data().set(axi.w().data());
        dma.out().mask().set(concerned.repeat(8).and(axi.w().strb()));
        axi.w().ready().set(writing.and(odd.or(concerned.and(dma.out().ready()))));
        Bits moves = dma.out().valid().and(dma.out().ready());
        state.in(State.WRITE, () -> {
            when(axi.w().valid().and(axi.w().ready()), this::advance);
            when(moves, () -> {
                at.set(at.plus(1));
                when(at.all(), () -> state.go(State.WRITTEN));
            });
            when(odd.and(axi.w().valid()).and(left.isZero()), () -> state.go(State.RESPOND));
        });
        state.in(State.WRITTEN, () -> when(dma.in().done(), () -> {
            failed.set(failed.or(dma.in().error()));
            line.set(line.plus(1));
            when(over, () -> state.go(State.RESPOND)).otherwise(() -> state.go(State.ASK));
        }));
        state.in(State.RESPOND, () -> when(axi.b().ready(), () -> state.go(State.IDLE)));
        axi.b().valid().set(state.is(State.RESPOND));
        axi.b().id().set(id);
        axi.b().resp().set(response());
    }

    private Bits response() {
        return odd.mux(SLVERR, failed.mux(AxiLink.DECERR, Bits.lit(AxiLink.OKAY, 2)));
    }

    /** The hub holds no word back, the device may: a line waits here. */
    private void read() {
        Mem buffer = mem(64, words).style(Style.DISTRIBUTED);
        Reg filled = reg(wordBits, 0);
        state.in(State.READ, () -> {
            when(dma.in().valid(), () -> {
                buffer.write(filled, dma.in().data());
                filled.set(filled.plus(1));
            });
            when(dma.in().done(), () -> {
                filled.set(0);
                failed.set(dma.in().error());
                state.go(State.GIVE);
            });
        });
        axi.r().valid().set(state.is(State.GIVE));
        axi.r().id().set(id);
        axi.r().data().set(buffer.read(word));
        axi.r().resp().set(response());
        axi.r().last().set(left.isZero());
        state.in(State.GIVE, () -> when(axi.r().ready(), () -> {
            advance();
            when(left.isZero(), () -> state.go(State.IDLE)).elseWhen(word.all().and(odd.not()), () -> {
                line.set(line.plus(1));
                state.go(State.ASK);
            });
        }));
    }
}
