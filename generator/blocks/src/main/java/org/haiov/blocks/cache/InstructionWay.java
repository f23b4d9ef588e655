package org.haiov.blocks.cache;

import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** One way of {@link InstructionCache}: words and tags in block RAM, valid bits in registers, all read at once. */
final class InstructionWay extends Component {
    /** Set and word, joined, that are read in this cycle. */
    final Signal look;
    /** What was read in the last cycle: 64 bits, the line's tag, and whether there is one. */
    final Signal data = output(64);
    final Signal tag;
    final Signal valid = output(1);

    /** Set and word that {@code word} is written to, with {@code write}. */
    final Signal place;
    final Signal write = input(1);
    final Signal word = input(64);
    /** 1: what is in {@code place}'s set is no line any more; or is one, with {@code newTag}. */
    final Signal clear = input(1);
    final Signal complete = input(1);
    final Signal newTag;
    /** 1: no line is there any more. */
    final Signal invalidate = input(1);

    InstructionWay(CacheShape shape, int tagBits) {
        int wordBits = shape.lineBits() - 3;
        look = input(shape.setBits() + wordBits);
        place = input(shape.setBits() + wordBits);
        tag = output(tagBits);
        newTag = input(tagBits);

        Mem words = mem(64, shape.sets() * shape.words()).style(Style.BLOCK);
        Mem tags = mem(tagBits, shape.sets()).style(Style.BLOCK);
        Reg lines = reg(shape.sets(), 0);
        Signal lookSet = wire(shape.setBits());
        lookSet.set(look.high(shape.setBits()));
        Signal placeSet = wire(shape.setBits());
        placeSet.set(place.high(shape.setBits()));

        // what is written is not yet valid, so nobody looks at a word read at the same edge
        data.set(words.readSync(look, UnderWrite.UNDEFINED));
        tag.set(tags.readSync(lookSet, UnderWrite.UNDEFINED));
        Reg found = delayed(lines.bit(lookSet));
        valid.set(found);

        when(write, () -> words.write(place, word));
        when(complete, () -> tags.write(placeSet, newTag));
        Bits one = OneHot.encode(placeSet, shape.sets());
        when(invalidate, () -> lines.set(0))
                .elseWhen(clear, () -> lines.set(lines.and(one.not())))
                .elseWhen(complete, () -> lines.set(lines.or(one)));
        assertThat(write.or(complete).not().or(lines.bit(placeSet).not()), "a line that is valid is written");
    }
}
