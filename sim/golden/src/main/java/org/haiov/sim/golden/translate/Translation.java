package org.haiov.sim.golden.translate;

import java.lang.invoke.MethodHandles;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.CodePage;
import org.haiov.sim.golden.mmu.MemoryPort;
import org.haiov.sim.golden.mmu.TranslatedCode;

/**
 * Decides what is translated: a place of a page that was jumped to often. What is translated is put into the page, which drops it when the
 * instructions are overwritten.
 */
public final class Translation {
    /**
     * Jumps to a place after which it is translated. Until HotSpot has compiled it, it is slower than interpreted, and compilation costs
     * milliseconds: on Linux 1,000 takes a quarter more processor time than 5,000, and 20,000 a tenth more.
     */
    public static final int HOT = 5000;
    /**
     * Of a region. HotSpot's compiler takes more than twice as long for twice the code: on Linux 50 and 200 run equally fast, and 200 takes a tenth
     * more processor time. Far below the 8,000 bytes above which HotSpot does not compile a method.
     */
    static final int MOST_INSTRUCTIONS = 50;
    /** A page whose translated code became invalid so often is data as much as code. */
    private static final int MOST_DROPS = 8;

    private final MemoryPort memory;
    private final int hot;
    private long count;

    /** @param hot jumps to a place after which it is translated, 1 to 32767 */
    public Translation(MemoryPort memory, int hot) {
        this.memory = memory;
        this.hot = hot;
    }

    /** Counts a jump to a place of {@code page} that has no translated code; translates it when it is time. @return whether it has */
    public boolean reached(CodePage page, int place) {
        if (page.heat[place] < 0 || ++page.heat[place] < hot) {
            return false;
        }
        page.heat[place] = -1;
        if (page.dropped() > MOST_DROPS || !memory.keeps(page)) {
            return false;
        }
        Region region = new Region(place << 1, MOST_INSTRUCTIONS, offset -> decode(page, offset));
        if (region.size() < 2) {
            return false;
        }
        count++;
        page.install(place, load(region), region.places());
        return true;
    }

    /** Pieces of code translated so far. */
    public long count() {
        return count;
    }

    private Decoded decode(CodePage page, int offset) {
        Decoded known = page.places[offset >> 1];
        return known != null ? known : memory.decode(page, offset);
    }

    private static TranslatedCode load(Region region) {
        try {
            return (TranslatedCode) MethodHandles.lookup().defineHiddenClass(RegionCompiler.compile(region), true).lookupClass()
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated class cannot be loaded", e);
        }
    }
}
