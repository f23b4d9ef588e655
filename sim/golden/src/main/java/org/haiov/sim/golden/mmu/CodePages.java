package org.haiov.sim.golden.mmu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.haiov.sim.golden.device.Ram;

/**
 * The decoded pages of a machine, shared by its harts. A write to such a page forgets what was decoded from the bytes at once: more than
 * FENCE.I asks for, and as true to a program that does execute FENCE.I.
 */
public final class CodePages implements Ram.Watcher {
    private final Ram ram;
    private final CodePage[] inRam;
    private final Map<Long, CodePage> elsewhere = new HashMap<>();
    private final List<LongConsumer> onNewPage = new ArrayList<>();

    public CodePages(Ram ram) {
        this.ram = ram;
        this.inRam = new CodePage[ram.bytes.length >>> Ram.PAGE_SHIFT];
        ram.watcher(this);
    }

    /** Counts up when translated code has become invalid. */
    int drops;

    /** Tells the index in RAM of a page that is decoded for the first time: who writes RAM directly must not write there any more. */
    void onNewPage(LongConsumer callback) {
        onNewPage.add(callback);
    }

    /** The page with physical address {@code address}. */
    CodePage page(long address) {
        long base = address & -4096;
        if (!ram.contains(base)) {
            return elsewhere.computeIfAbsent(base, this::make);
        }
        int number = (int) (base - ram.base >>> Ram.PAGE_SHIFT);
        CodePage page = inRam[number];
        if (page == null) {
            page = make(base);
            inRam[number] = page;
            ram.watch((int) (base - ram.base));
            long index = base - ram.base;
            onNewPage.forEach(callback -> callback.accept(index));
        }
        return page;
    }

    private CodePage make(long base) {
        return new CodePage(base, () -> drops++);
    }

    @Override
    public void written(int index, int length) {
        CodePage page = inRam[index >>> Ram.PAGE_SHIFT];
        if (page != null) {
            page.written(index & 4095, length);
        }
    }
}
