package org.haiov.passes;

import java.util.function.Consumer;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.Net;

/** Which nets an expression reads, and which of their bits. */
public final class Reads {
    private Reads() {
    }

    /** Told of each bit range that is read, in the order of the text. */
    @FunctionalInterface
    public interface Bits {
        /** Bits {@code hi} down to {@code lo} of {@code net} are read at {@code at}. */
        void read(Net net, int hi, int lo, Expr.Ref at);
    }

    /** Every net read, once for each place that reads it; nothing for null. */
    public static void nets(Expr e, Consumer<Net> each) {
        bits(e, (net, _, _, _) -> each.accept(net));
    }

    /** Every bit range read; a slice of a net reads its bits alone. Nothing for null. */
    public static void bits(Expr e, Bits each) {
        switch (e) {
            case null -> {
            }
            case Expr.Lit _ -> {
            }
            case Expr.Ref r -> each.read(r.net(), r.net().width() - 1, 0, r);
            case Expr.Unary(_, Expr a, _) -> bits(a, each);
            case Expr.Binary(_, Expr a, Expr b, _) -> {
                bits(a, each);
                bits(b, each);
            }
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> {
                bits(sel, each);
                bits(t, each);
                bits(f, each);
            }
            case Expr.Slice(Expr.Ref r, int hi, int lo, _) -> each.read(r.net(), hi, lo, r);
            case Expr.Slice(Expr a, _, _, _) -> bits(a, each);
            case Expr.Extend(Expr a, _, _, _) -> bits(a, each);
            case Expr.Concat(var parts, _) -> {
                for (Expr part : parts) {
                    bits(part, each);
                }
            }
            case Expr.Switch(Expr sel, var cases, Expr otherwise, _) -> {
                bits(sel, each);
                for (Expr.Switch.Case c : cases) {
                    bits(c.value(), each);
                }
                bits(otherwise, each);
            }
        }
    }

    /** Every bit range that a memory's write ports read, clocks and resets not included. */
    public static void bits(Memory.WritePort port, Bits each) {
        bits(port.enable(), each);
        bits(port.address(), each);
        bits(port.data(), each);
        bits(port.mask(), each);
    }

    /** Every bit range that a memory's read port reads, clock and reset not included. */
    public static void bits(Memory.ReadPort port, Bits each) {
        bits(port.address(), each);
        bits(port.enable(), each);
    }
}
