package org.haiov.blocks.device;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.coherence.LineMemory;
import org.haiov.blocks.config.AddressRange;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** Read-only memory in block RAM, read in lines; what its contents do not fill reads 0. */
public final class BootRom extends Component {
    public final LineMemory.Read lines;

    /**
     * @param lineAddressBits bits of a physical address without the offset in the line
     * @param words 64-bit words of a line
     * @param range where it stands
     * @param contents bytes from its first address on
     */
    public BootRom(int lineAddressBits, int words, AddressRange range, byte[] contents) {
        if (contents.length > range.size() || contents.length == 0) {
            throw new HaiovException("boot ROM with " + contents.length + " bytes of contents: 1 to " + range.size() + " fit");
        }
        lines = input(LineMemory.readShape(lineAddressBits));
        int wordBits = Integer.numberOfTrailingZeros(words);
        List<BigInteger> image = words(contents);
        Mem rom = mem(64, image.size()).style(Style.BLOCK);
        rom.init(image);
        int romBits = rom.addressWidth();

        Reg reading = reg(1, 0);
        Reg fetched = reg(1, 0);
        Reg line = reg(lineAddressBits);
        Reg word = reg(Math.max(1, wordBits), 0);
        lines.req().ready().set(reading.not());
        when(lines.req().valid().and(reading.not()), () -> {
            reading.set(1);
            fetched.set(0);
            word.set(0);
            line.set(lines.req().address().minus(range.base() >> 3 + wordBits));
        }).otherwise(() -> fetched.set(reading));

        Signal taken = wire(1);
        taken.set(lines.rsp().valid().and(lines.rsp().ready()));
        Signal next = wire(word.width());
        next.set(taken.mux(word.plus(1), word));
        word.set(next);
        when(lines.req().valid().and(reading.not()), () -> word.set(0));
        Bits index = Bits.cat(line, next.low(wordBits));
        Bits there = index.width() > romBits ? index.high(index.width() - romBits).isZero() : Bits.lit(true);
        Bits data = rom.readSync(index.zext(Math.max(index.width(), romBits)).low(romBits), UnderWrite.OLD);
        Reg filled = delayed(there);
        Bits last = word.low(wordBits).all();
        when(taken.and(last), () -> reading.set(0));

        lines.rsp().valid().set(reading.and(fetched));
        lines.rsp().word().set(1);
        lines.rsp().data().set(filled.repeat(64).and(data));
        lines.rsp().done().set(last);
        lines.rsp().error().set(0);
    }

    private static List<BigInteger> words(byte[] contents) {
        List<BigInteger> words = new ArrayList<>();
        for (int at = 0; at < contents.length; at += 8) {
            byte[] bigEndian = new byte[8];
            for (int b = 0; b < 8 && at + b < contents.length; b++) {
                bigEndian[7 - b] = contents[at + b];
            }
            words.add(new BigInteger(1, bigEndian));
        }
        return words;
    }
}
