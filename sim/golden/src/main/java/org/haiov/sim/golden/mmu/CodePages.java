package org.haiov.sim.golden.mmu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.haiov.sim.golden.device.Ram;

/**
 * The decoded pages of a machine, shared by its harts. A write to such a page forgets what was decoded from the bytes at once: more than
 * FENCE.I asks for, and as true to a program that does execute FENCE.I.
 */
public final class CodePages implements Ram.Watcher, CodePage.Owner {
    private static final int PATIENCE = 64;
    private static final int MOST_CROWDED = 16;

    private final Ram ram;
    private final CodePage[] inRam;
    private final Map<Long, CodePage> elsewhere = new HashMap<>();
    /** How often a page was {@linkplain CodePage.Owner#crowded crowded}. */
    private final byte[] crowded;
    private final List<Consumer<CodePage>> onForget = new ArrayList<>();
    private final List<LongConsumer> onNewPage = new ArrayList<>();

    public CodePages(Ram ram) {
        this.ram = ram;
        this.inRam = new CodePage[ram.bytes.length >>> Ram.PAGE_SHIFT];
        this.crowded = new byte[inRam.length];
        ram.watcher(this);
    }

    /** Counts up when translated code has become invalid. */
    int drops;

    /** Tells the index in RAM of a page that is decoded for the first time: who writes RAM directly must not write there any more. */
    void onNewPage(LongConsumer callback) {
        onNewPage.add(callback);
    }

    /** Tells of a page that is no longer kept: who remembers it must forget it before the next instruction. */
    void onForget(Consumer<CodePage> callback) {
        onForget.add(callback);
    }

    /** The page with physical address {@code address}. */
    CodePage page(long address) {
        long base = address & -4096;
        if (!ram.contains(base)) {
            return elsewhere.computeIfAbsent(base, at -> make(at, Integer.MAX_VALUE));
        }
        int number = number(base);
        CodePage page = inRam[number];
        if (page == null) {
            page = make(base, PATIENCE << crowded[number]);
            inRam[number] = page;
            ram.watch((int) (base - ram.base));
            long index = base - ram.base;
            onNewPage.forEach(callback -> callback.accept(index));
        }
        return page;
    }

    private CodePage make(long base, int patience) {
        return new CodePage(base, this, patience);
    }

    @Override
    public void dropped() {
        drops++;
    }

    /** Forgets the page, so that it can be written directly again. If it does hold code, it will be decoded anew, and be kept twice as long. */
    @Override
    public void crowded(CodePage page) {
        int number = number(page.base);
        inRam[number] = null;
        crowded[number] = (byte) Math.min(crowded[number] + 1, MOST_CROWDED);
        ram.unwatch((int) (page.base - ram.base));
        drops++;
        onForget.forEach(callback -> callback.accept(page));
    }

    private int number(long address) {
        return (int) (address - ram.base >>> Ram.PAGE_SHIFT);
    }

    @Override
    public void written(int index, int length) {
        CodePage page = inRam[index >>> Ram.PAGE_SHIFT];
        if (page != null) {
            page.written(index & 4095, length);
        }
    }
}
