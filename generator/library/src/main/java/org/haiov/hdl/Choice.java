package org.haiov.hdl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haiov.hdl.error.BadDescription;

/** A choice by constants, opened by {@link Component#switchOn}. The bodies run at once, one time each. */
public final class Choice {
    private final Component component;
    private final Block enclosing;
    private final Bits selector;
    /** Values the selector can have: 2^width, or the constants of an enumeration. */
    private final BigInteger possible;
    private final List<Block.Arm> arms = new ArrayList<>();
    private final Set<BigInteger> seen = new HashSet<>();
    private final Block otherwise;
    private final boolean[] complete = new boolean[1];
    private boolean closed;
    private Bits anyArm;

    Choice(Component component, Bits selector, BigInteger possible, Site at) {
        this.component = component;
        this.enclosing = component.block();
        this.selector = selector;
        this.possible = possible;
        // the condition of the default block is only known once all arms are; see otherwise(Runnable)
        this.otherwise = new Block(enclosing, null);
        enclosing.add(new Block.Choose(selector, arms, otherwise, complete, at));
    }

    /** Applies where the selector has the value. */
    public Choice is(long key, Runnable body) {
        return is(List.of(key), body);
    }

    /** Applies where the selector has one of the values. */
    public Choice is(List<Long> keys, Runnable body) {
        Site at = Sites.here();
        if (closed) {
            throw new BadDescription("a case after otherwise", "put otherwise last", at.loc());
        }
        List<BigInteger> values = new ArrayList<>();
        Bits match = null;
        for (long key : keys) {
            BigInteger value = Literal.of(BigInteger.valueOf(key), selector.width(), at).value();
            if (!seen.add(value)) {
                throw new BadDescription("value " + key + " stands in two cases of one switch", "merge the cases", at.loc());
            }
            values.add(value);
            Bits one = selector.eq(Literal.of(value, selector.width(), at));
            match = match == null ? one : match.or(one);
        }
        if (match == null) {
            throw new BadDescription("a case without a value", "name at least one", at.loc());
        }
        complete[0] = BigInteger.valueOf(seen.size()).compareTo(possible) >= 0;
        anyArm = anyArm == null ? match : anyArm.or(match);
        Block body1 = new Block(enclosing, match);
        arms.add(new Block.Arm(values, body1));
        component.within(body1, body);
        return this;
    }

    /** Applies where the selector has one of the enumeration's constants, by ordinal. */
    public Choice is(Enum<?> constant, Runnable body) {
        return is((long) constant.ordinal(), body);
    }

    /** Applies where the selector has one of the enumeration's constants, by ordinal. */
    public Choice is(Enum<?> first, Enum<?> second, Runnable body) {
        return is(List.of((long) first.ordinal(), (long) second.ordinal()), body);
    }

    /** Applies where the selector has one of the values. */
    public Choice is(long[] keys, Runnable body) {
        return is(Arrays.stream(keys).boxed().toList(), body);
    }

    /** Applies where no case before did. */
    public void otherwise(Runnable body) {
        Site at = Sites.here();
        if (closed) {
            throw new BadDescription("a second otherwise", "merge the two", at.loc());
        }
        closed = true;
        otherwise.setCondition(anyArm == null ? null : anyArm.not());
        component.within(otherwise, body);
    }
}
