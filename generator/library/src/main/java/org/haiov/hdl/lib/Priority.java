package org.haiov.hdl.lib;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;

/** The first of several requests, bit 0 before all. */
public final class Priority {
    private Priority() {
    }

    /** Only the lowest bit that is 1, as wide as the requests: {@code r & -r}, on the carry chain. */
    public static Bits first(Bits requests) {
        return requests.and(requests.neg());
    }

    /** Index of the lowest bit that is 1, clog2(width) bits (at least 1); of no meaning where none is. */
    public static Bits index(Bits requests) {
        return OneHot.decode(first(requests));
    }

    /** For each bit whether any lower one is 1, by a tree of logarithmic depth. */
    public static Bits anyBelow(Bits requests) {
        List<Bits> reach = new ArrayList<>(requests.asList());
        for (int distance = 1; distance < reach.size(); distance *= 2) {
            List<Bits> next = new ArrayList<>();
            for (int i = 0; i < reach.size(); i++) {
                next.add(i < distance ? reach.get(i) : reach.get(i).or(reach.get(i - distance)));
            }
            reach = next;
        }
        reach.removeLast();
        reach.addFirst(Bits.lit(false));
        return Bits.cat(reach.reversed());
    }

    /**
     * The first request at or after a position, round robin: the lowest bit that is 1 among those at {@code from} and above, else
     * the lowest of all.
     *
     * @param from one-hot position, as wide as the requests
     */
    public static Bits roundRobin(Bits requests, Bits from) {
        Bits atOrAfter = requests.and(from.minus(1).not());
        return atOrAfter.any().mux(first(atOrAfter), first(requests));
    }
}
