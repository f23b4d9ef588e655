package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.decode.Expander;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Stage A: cuts instructions out of blocks. An instruction of 32 bits may begin in a block's last halfword and end in the next block's first.
 */
final class Aligner extends Component {
    final Signal count = input(FetchQueue.COUNT_BITS);
    final FetchBlock first;
    final FetchBlock second;
    final Signal pop = output(2);
    /** The instruction; held until {@code ready}. */
    final Fetched out;
    final Signal ready = input(1);
    final Signal restart = input(1);
    final Signal restartPc = input(64);
    /** A branch was foreseen to end in the middle of the instruction at {@code pc}: fetch it anew, without that. */
    final Signal confused = output(1);
    final Signal pc = output(64);

    Aligner(HartConfig c) {
        first = input(FetchBlock.shape(c));
        second = input(FetchBlock.shape(c));
        out = output(Fetched.shape(c));
        Reg at = reg(64, c.resetVector());
        // After a fault nothing behind it counts, until somebody says where to go on.
        Reg stopped = reg(1, 0);

        Bits place = at.slice(2, 1);
        Bits lastPlace = place.all();
        Bits shifted = first.data().shru(Bits.cat(place, Bits.lit(0, 4)).zext(64)).low(32);
        Bits low = shifted.low(16);
        Bits compressed = low.low(2).all().not();
        Bits crosses = lastPlace.and(compressed.not());
        Bits high = lastPlace.mux(second.data().low(16), shifted.high(16));
        Bits firstFails = first.failed();
        Bits secondFails = firstFails.not().and(crosses).and(second.failed());
        Bits needsSecond = crosses.and(firstFails.not());
        Bits there = count.any().and(needsSecond.not().or(count.ne(1))).and(stopped.not());

        Bits foreseen = first.prediction().taken();
        Bits middle = foreseen.and(first.end().eq(place)).and(compressed.not()).and(firstFails.not());
        Bits lastHalf = place.plus(compressed.not().zext(2));
        Bits takenHere = foreseen.and(crosses.not()).and(first.end().eq(lastHalf));
        Bits takenThere = crosses.and(second.prediction().taken()).and(second.end().isZero());
        Bits taken = takenHere.or(takenThere).and(firstFails.not()).and(secondFails.not());

        Signal word = wire(32);
        Expander expander = add(new Expander());
        expander.half.set(low);
        word.set(compressed.mux(expander.word, Bits.cat(high, low)));

        Bits give = there.and(middle.not());
        out.valid().set(give);
        out.pc().set(at);
        out.word().set(word);
        out.raw().set(Bits.cat(compressed.mux(0, high), low));
        out.compressed().set(compressed);
        out.failed().set(firstFails.or(secondFails));
        out.second().set(secondFails);
        Bundle.set(out.fault(), second.fault());
        // guestAddress is that of the block, whose 8 bytes are two of its units.
        when(firstFails, () -> {
            Bundle.set(out.fault(), first.fault());
            out.fault().guestAddress().set(first.fault().guestAddress().or(at.bit(2).and(first.fault().guestAddress().any())
                    .zext(first.fault().guestAddress().width())));
        });
        Bundle.set(out.prediction(), first.prediction());
        when(crosses, () -> Bundle.set(out.prediction(), second.prediction()));
        out.prediction().taken().set(taken);

        Bits goes = give.and(ready);
        Bits target = Bits.cat(at.high(63 - Prediction.TARGET_BITS), out.prediction().target(), Bits.lit(0, 1));
        Bits behind = at.plus(compressed.mux(Bits.lit(2, 64), Bits.lit(4, 64)));
        when(goes, () -> {
            at.set(taken.mux(target, behind));
            stopped.set(out.failed());
        });
        when(restart, () -> {
            at.set(restartPc);
            stopped.set(0);
        });
        Bits emptied = takenHere.or(lastHalf.all()).or(lastPlace);
        pop.set(0);
        when(goes, () -> pop.set(takenThere.mux(Bits.lit(2, 2), emptied.zext(2))));
        confused.set(there.and(middle));
        pc.set(at);
    }
}
