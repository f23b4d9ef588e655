package org.haiov.sim.golden.device;

/**
 * Platform-level interrupt controller (RISC-V PLIC 1.0.0) with 31 level-triggered sources, priorities 0 to 7, and two contexts for each hart: 2h for its
 * M-level, 2h + 1 for its S-level.
 */
public final class Plic implements Device {
    /** Highest source; source 0 is none. */
    public static final int SOURCES = 31;
    private static final int PRIORITIES = 7;

    private static final long PENDING = 0x1000;
    private static final long ENABLE = 0x2000;
    private static final long ENABLE_STRIDE = 0x80;
    private static final long CONTEXT = 0x200000;
    private static final long CONTEXT_STRIDE = 0x1000;

    /** Where the external interrupt lines go. */
    public interface Lines {
        void external(int context, boolean high);
    }

    private final int contexts;
    private final Lines lines;
    private final int[] priority = new int[SOURCES + 1];
    private final int[] enabled;
    private final int[] threshold;
    // Bit maps of sources.
    private int levels;
    private int pending;
    private int claimed;

    public Plic(int harts, Lines lines) {
        this.contexts = 2 * harts;
        this.lines = lines;
        this.enabled = new int[contexts];
        this.threshold = new int[contexts];
    }

    /** A device drives its line to source {@code source}. */
    public void source(int source, boolean high) {
        int bit = 1 << source;
        levels = high ? levels | bit : levels & ~bit;
        update();
    }

    @Override
    public long load(long offset, int size) {
        if (size != 4) {
            throw BusFault.INSTANCE;
        }
        if (offset < PENDING) {
            return offset / 4 <= SOURCES ? priority[(int) offset / 4] : 0;
        }
        if (offset < ENABLE) {
            return offset == PENDING ? pending & 0xFFFFFFFFL : 0;
        }
        if (offset < CONTEXT) {
            int context = (int) ((offset - ENABLE) / ENABLE_STRIDE);
            return context < contexts && (offset - ENABLE) % ENABLE_STRIDE == 0 ? enabled[context] & 0xFFFFFFFFL : 0;
        }
        int context = (int) ((offset - CONTEXT) / CONTEXT_STRIDE);
        if (context >= contexts) {
            return 0;
        }
        return switch ((int) ((offset - CONTEXT) % CONTEXT_STRIDE)) {
            case 0 -> threshold[context];
            case 4 -> claim(context);
            default -> 0;
        };
    }

    @Override
    public void store(long offset, int size, long value) {
        if (size != 4) {
            throw BusFault.INSTANCE;
        }
        if (offset < PENDING) {
            if (offset > 0 && offset / 4 <= SOURCES) {
                priority[(int) offset / 4] = (int) value & PRIORITIES;
            }
        } else if (offset >= ENABLE && offset < CONTEXT) {
            int context = (int) ((offset - ENABLE) / ENABLE_STRIDE);
            if (context < contexts && (offset - ENABLE) % ENABLE_STRIDE == 0) {
                enabled[context] = (int) value & ~1;
            }
        } else if (offset >= CONTEXT) {
            int context = (int) ((offset - CONTEXT) / CONTEXT_STRIDE);
            int register = (int) ((offset - CONTEXT) % CONTEXT_STRIDE);
            if (context < contexts && register == 0) {
                threshold[context] = (int) value & PRIORITIES;
            } else if (context < contexts && register == 4 && value > 0 && value <= SOURCES && (enabled[context] >>> value & 1) != 0) {
                claimed &= ~(1 << value);
            }
        }
        update();
    }

    private long claim(int context) {
        int best = best(context, 0);
        if (best != 0) {
            pending &= ~(1 << best);
            claimed |= 1 << best;
            update();
        }
        return best;
    }

    /** Pending and enabled source of the highest priority above {@code above}, the lowest of several; 0 for none. */
    private int best(int context, int above) {
        int best = 0;
        int most = above;
        for (int candidates = pending & enabled[context]; candidates != 0; candidates &= candidates - 1) {
            int source = Integer.numberOfTrailingZeros(candidates);
            if (priority[source] > most) {
                best = source;
                most = priority[source];
            }
        }
        return best;
    }

    private void update() {
        pending |= levels & ~claimed; // a gateway forwards one request until its completion
        for (int context = 0; context < contexts; context++) {
            lines.external(context, best(context, threshold[context]) != 0);
        }
    }
}
