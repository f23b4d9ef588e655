package org.haiov.hdl;

/**
 * Several signals that belong together: a Java record whose components are {@link Signal}s, other bundles, or {@link Vec}s of
 * either. A shape is an instance made of {@link Signal#of}; {@link Component#input(Bundle)} and its like make signals of it.
 *
 * <p>{@link #flip} turns a member's direction round:
 * {@snippet :
 * record Stream(Signal valid, Signal ready, Signal data) implements Bundle {
 *     static Stream of(int width) {
 *         return new Stream(Signal.of(1), Bundle.flip(Signal.of(1)), Signal.of(width));
 *     }
 * }
 * }
 */
public interface Bundle {
    /** The shape with its direction turned round, members that were turned before turned back. */
    static <T> T flip(T shape) {
        return Shapes.map(shape, null, (s, n) -> new Signal(null, Signal.Kind.SHAPE, s.width(), !s.flipped, s.site.named(n)));
    }

    /** The signals of a bundle, vector or single signal, in the order of declaration. */
    static java.util.List<Signal> signals(Object bundle) {
        return Shapes.signals(bundle);
    }

    /** Assigns each member of {@code target} from the member of {@code source} at its place, whatever their directions. */
    static <T extends Bundle> void set(T target, T source) {
        Shapes.pairs(target, source, (t, s) -> t.set(s));
    }

    /**
     * Connects two bundles of one shape for good, member by member as the directions say: a member is driven on the side that can
     * be assigned from here and is not yet its source.
     *
     * @param consumer the side that takes the unflipped members
     * @param producer the side that gives them
     */
    static <T extends Bundle> void connect(T consumer, T producer) {
        Shapes.pairs(consumer, producer, (c, p) -> {
            if (c.flipped) {
                p.connect(c);
            } else {
                c.connect(p);
            }
        });
    }
}
