package org.haiov.sim.golden.translate;

import java.util.List;
import org.haiov.sim.golden.isa.Decoded;

/**
 * Instructions that are executed one after the other; only the last one may lead elsewhere.
 *
 * @param key which copy of which place, see {@link Region}
 * @param end offset in the page after the last instruction
 */
record Block(int key, List<Decoded> instructions, int end) {
    int offset() {
        return Region.offset(key);
    }

    int size() {
        return instructions.size();
    }

    Flow flow() {
        return Flow.of(instructions.getLast());
    }
}
