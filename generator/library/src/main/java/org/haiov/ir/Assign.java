package org.haiov.ir;

/** The one driver of an output or wire: continuous assignment of a value as wide as the target. */
public record Assign(Net target, Expr value, Loc loc) {
    public Assign {
        Legal.require(target.width() == value.width(), "assign to", target.name(), loc);
    }
}
