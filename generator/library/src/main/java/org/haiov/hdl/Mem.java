package org.haiov.hdl;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.error.BadDescription;
import org.haiov.ir.Memory;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/**
 * A memory: an array of words with any number of read and write ports. It has 2^{@link #addressWidth} words, so that no address is
 * out of range. Where two write ports hit one word at one edge, the port declared last wins.
 */
public final class Mem {
    final Component owner;
    final Site site;
    private final int width;
    private final int depth;
    private final GivenName name;
    private List<BigInteger> init = List.of();
    private Style style = Style.AUTO;
    final List<MemWrite> writes = new ArrayList<>();
    final List<MemRead> reads = new ArrayList<>();

    Mem(Component owner, int width, int depth, Site site) {
        if (width < 1 || depth < 1) {
            throw new BadDescription("memory of " + depth + " words of " + width + " bits", "both are at least 1", site.loc());
        }
        this.owner = owner;
        this.width = width;
        this.depth = depth;
        this.site = site;
        this.name = new GivenName(site);
    }

    /** Bits a word. */
    public int width() {
        return width;
    }

    /** Words asked for. */
    public int depth() {
        return depth;
    }

    /** Bits of an address. */
    public int addressWidth() {
        return Memory.addressWidth(depth);
    }

    /** Gives a name other than the Java field's. */
    public Mem named(String newName) {
        name.settle(newName);
        return this;
    }

    /** Contents before the first cycle, from word 0 on; the rest is 0. */
    public Mem init(List<BigInteger> words) {
        Site at = Sites.here();
        adoptName(at);
        if (words.size() > depth) {
            throw new BadDescription(words.size() + " initial words for a memory of " + depth, "give at most " + depth, at.loc());
        }
        words.forEach(w -> Literal.of(w, width, at));
        init = words.stream().map(w -> Literal.of(w, width, at).value()).toList();
        return this;
    }

    /** Contents from a text file of hexadecimal words, as {@code $readmemh} reads them, without address records. */
    public Mem initFromHex(Path file) {
        Site at = Sites.here();
        adoptName(at);
        List<BigInteger> words = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                for (String word : line.replaceFirst("//.*", "").trim().split("\\s+")) {
                    if (!word.isEmpty()) {
                        words.add(new BigInteger(word.replace("_", ""), 16));
                    }
                }
            }
        } catch (IOException e) {
            throw new BadDescription("initial contents of a memory: cannot read " + file, "check the path", at.loc());
        } catch (NumberFormatException e) {
            throw new BadDescription("initial contents of a memory: " + file + " holds something that is no hexadecimal word",
                    "one word after the other, white space between, // for comments", at.loc());
        }
        return init(words);
    }

    /** A hint where synthesis should put it. */
    public Mem style(Style newStyle) {
        adoptName(Sites.here());
        style = newStyle;
        return this;
    }

    /** Reads at once, without a clock (LUT RAM or registers on an FPGA). */
    public Bits read(Bits address) {
        Site at = Sites.here();
        MemRead port = addRead(null, UnderWrite.OLD, at);
        port.address().connect(address);
        return port.data();
    }

    /** Reads at the clock edge: the word appears one cycle later and stays until the next read. */
    public Bits readSync(Bits address, UnderWrite underWrite) {
        return readSync(address, null, underWrite);
    }

    /** Reads at the clock edge while {@code enable}, 1 bit, is 1; otherwise the last word stays. */
    public Bits readSync(Bits address, Bits enable, UnderWrite underWrite) {
        Site at = Sites.here();
        MemRead port = addRead(owner.clock(), underWrite, at);
        port.address().connect(address);
        port.enableWith(enable);
        return port.data();
    }

    /** A combinational port to be connected by its signals. */
    public MemRead readPort() {
        return addRead(null, UnderWrite.OLD, Sites.here());
    }

    /** A synchronous port to be connected by its signals, in a clock domain. */
    public MemRead readPort(ClockDomain domain, UnderWrite underWrite) {
        return addRead(domain, underWrite, Sites.here());
    }

    /** Writes at the clock edge, under the conditions of the {@code when} and {@code switchOn} around. */
    public void write(Bits address, Bits data) {
        write(address, data, null);
    }

    /**
     * Writes parts of a word at the clock edge, under the conditions of the {@code when} and {@code switchOn} around.
     *
     * @param mask one bit for each equal part of the word, lowest bit for the lowest part
     */
    public void write(Bits address, Bits data, Bits mask) {
        Site at = Sites.here();
        MemWrite port = addWrite(owner.clock(), at, mask == null ? 0 : mask.width());
        Bits guard = owner.block().guard();
        port.enable().connect(guard == null ? Literal.of(BigInteger.ONE, 1, at) : guard);
        port.address().connect(address);
        port.data().connect(data);
        if (mask != null) {
            port.mask().connect(mask);
        }
    }

    /** A port to be connected by its signals, without a mask. */
    public MemWrite writePort(ClockDomain domain) {
        return addWrite(domain, Sites.here(), 0);
    }

    /** A port to be connected by its signals, with {@code parts} mask bits. */
    public MemWrite writePort(ClockDomain domain, int parts) {
        return addWrite(domain, Sites.here(), parts);
    }

    private MemRead addRead(ClockDomain domain, UnderWrite underWrite, Site at) {
        owner.requireOpen(at);
        MemRead port = new MemRead(this, reads.size(), domain, underWrite, at);
        reads.add(port);
        return port;
    }

    private MemWrite addWrite(ClockDomain domain, Site at, int parts) {
        owner.requireOpen(at);
        if (parts < 0 || parts > 0 && width % parts != 0) {
            throw new BadDescription("a mask of " + parts + " bits for words of " + width, "the mask's width divides the word's",
                    at.loc());
        }
        MemWrite port = new MemWrite(this, writes.size(), domain, parts, at);
        writes.add(port);
        return port;
    }

    private void adoptName(Site at) {
        if (name() == null) {
            name.suggest(at);
        }
    }

    String name() {
        return name.text();
    }

    GivenName givenName() {
        return name;
    }

    List<BigInteger> init() {
        return init;
    }

    Style style() {
        return style;
    }
}
