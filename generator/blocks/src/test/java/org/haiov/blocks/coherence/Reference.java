package org.haiov.blocks.coherence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What memory holds by the order of stores, and who may have a copy: single writer, or many readers. */
final class Reference {
    private final Map<Long, long[]> lines = new HashMap<>();
    private final List<DataCachePlayer> caches = new ArrayList<>();
    private final int words;

    Reference(int words) {
        this.words = words;
    }

    void add(DataCachePlayer cache) {
        caches.add(cache);
    }

    /** Words of a line of RAM, to be read and written. */
    long[] line(long address) {
        return lines.computeIfAbsent(address, a -> new long[words]);
    }

    void same(long address, long[] seen, String who) {
        assertArrayEquals(line(address), seen, () -> who + " has other words of line " + Long.toHexString(address));
    }

    /** Nobody else has a copy beside one that may write. */
    void check(long address) {
        int writers = 0;
        int readers = 0;
        for (DataCachePlayer cache : caches) {
            switch (cache.state(address)) {
                case MODIFIED, EXCLUSIVE -> writers++;
                case SHARED -> readers++;
                case INVALID -> { }
            }
        }
        if (writers > 1 || writers == 1 && readers > 0) {
            fail("line " + Long.toHexString(address) + ": " + writers + " writers and " + readers + " readers");
        }
    }
}
