package org.haiov.ir;

/**
 * A property, looked at just before every rising edge of its clock outside reset.
 *
 * @param name unique among the module's checks, a legal Verilog identifier
 * @param enable 1 bit, the condition under which it counts; null for always
 * @param condition 1 bit, what must hold (assert), may be taken for granted (assume), or shall be reached (cover)
 */
public record Check(Kind kind, String name, Clocking clocking, Expr enable, Expr condition, String message, Loc loc) {
    /** What the property is for. */
    public enum Kind { ASSERT, ASSUME, COVER }

    public Check {
        Legal.require(condition.width() == 1 && (enable == null || enable.width() == 1), "check", name, loc);
    }
}
