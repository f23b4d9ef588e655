package org.haiov.hdl;

import org.haiov.hdl.error.BadDescription;
import org.haiov.hdl.error.WidthMismatch;

/** A {@code when} that can go on with {@code elseWhen} and {@code otherwise}. The bodies run at once, one time each. */
public final class When {
    private final Component component;
    private final Block enclosing;
    private Block otherwise;

    private When(Component component, Block enclosing, Block otherwise) {
        this.component = component;
        this.enclosing = enclosing;
        this.otherwise = otherwise;
    }

    static When begin(Component component, Bits condition, Runnable body, Site at) {
        return open(component, component.block(), condition, body, at);
    }

    private static When open(Component component, Block in, Bits condition, Runnable body, Site at) {
        if (condition.width() != 1) {
            throw new WidthMismatch("condition of when: " + condition.describeWidth() + ", not 1",
                    "reduce it: any(), all() or a comparison", at.loc());
        }
        Block then = new Block(in, condition);
        Block otherwise = new Block(in, condition.not());
        in.add(new Block.If(condition, then, otherwise, at));
        component.within(then, body);
        return new When(component, in, otherwise);
    }

    /** Applies where no condition before did and this one does. */
    public When elseWhen(Bits condition, Runnable body) {
        Site at = Sites.here();
        return new When(component, enclosing, open(component, takeOtherwise(at), condition, body, at).otherwise);
    }

    /** Applies where no condition before did. */
    public void otherwise(Runnable body) {
        component.within(takeOtherwise(Sites.here()), body);
    }

    private Block takeOtherwise(Site at) {
        Block rest = otherwise;
        if (rest == null) {
            throw new BadDescription("a when was continued twice", "chain elseWhen and otherwise on the last call's result", at.loc());
        }
        if (component.block() != enclosing) {
            throw new BadDescription("a when is continued inside another block than it began in",
                    "write elseWhen and otherwise directly behind it", at.loc());
        }
        otherwise = null;
        return rest;
    }
}
