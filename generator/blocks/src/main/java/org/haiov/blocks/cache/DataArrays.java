package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/**
 * The memories of the data cache: tags and words in block RAM, one port to read and one to write, dirty bits in LUT RAM. What is read of a word
 * written at the same edge is undefined: {@link StorePipe} has it.
 */
final class DataArrays extends Component {
    /** First cycle: which word of which set. */
    final Signal index;
    /** Second cycle: tag and word, for each way. */
    final Vec<TagEntry> tags;
    final Vec<Signal> words;

    /** Tags written, one bit a way, all alike. */
    final Signal tagWrite;
    final Signal tagSet;
    final TagEntry tag;

    /** Words written, one bit a way; which bytes of it, one bit a byte. */
    final Signal wordWrite;
    final Signal wordIndex;
    final Signal word = input(64);
    final Signal wordMask = input(8);

    /** The dirty bits of a set, one a way, in the same cycle; and which of them are set or cleared at its end. */
    final Signal dirtySet;
    final Signal dirty;
    final Signal soil;
    final Signal clean;

    DataArrays(Layout l) {
        index = input(l.indexBits());
        tags = output(Vec.of(l.ways(), w -> TagEntry.shape(l)));
        words = output(Vec.of(l.ways(), w -> Signal.of(64)));
        tagWrite = input(l.ways());
        tagSet = input(l.setBits());
        tag = input(TagEntry.shape(l));
        wordWrite = input(l.ways());
        wordIndex = input(l.indexBits());
        dirtySet = input(l.setBits());
        dirty = output(l.ways());
        soil = input(l.ways());
        clean = input(l.ways());

        List<Mem> tagMemories = new ArrayList<>();
        List<Mem> wordMemories = new ArrayList<>();
        for (int w = 0; w < l.ways(); w++) {
            tagMemories.add(mem(Packed.width(tag), 1 << l.setBits()).named("tags_" + w).style(Style.BLOCK));
            wordMemories.add(mem(64, 1 << l.indexBits()).named("words_" + w).style(Style.BLOCK));
        }
        for (int w = 0; w < l.ways(); w++) {
            Mem tagsOfWay = tagMemories.get(w);
            Mem wordsOfWay = wordMemories.get(w);
            Packed.set(tags.get(w), tagsOfWay.readSync(l.setOf(index), UnderWrite.UNDEFINED));
            words.get(w).set(wordsOfWay.readSync(index, UnderWrite.UNDEFINED));
            when(tagWrite.bit(w), () -> tagsOfWay.write(tagSet, Packed.of(tag)));
            when(wordWrite.bit(w), () -> wordsOfWay.write(wordIndex, word, wordMask));
        }
        Mem dirtyBits = mem(l.ways(), 1 << l.setBits()).style(Style.DISTRIBUTED);
        dirty.set(dirtyBits.read(dirtySet));
        when(soil.or(clean).any(), () -> dirtyBits.write(dirtySet, dirty.or(soil).and(clean.not())));
        assertThat(soil.and(clean).isZero(), "a line becomes dirty and clean at once");
    }
}
