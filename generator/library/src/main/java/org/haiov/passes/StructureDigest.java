package org.haiov.passes;

import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Definition;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * A fingerprint of all that a module is but its own name and its source lines. Two modules with one fingerprint are taken as equal:
 * at 128 well-mixed bits, a chance of two different ones among a million meeting is below 10^-26.
 */
final class StructureDigest {
    /** A module's fingerprint. */
    record Print(long high, long low) {
    }

    private long high = 0x9E3779B97F4A7C15L;
    private long low = 0xC2B2AE3D27D4EB4FL;

    private StructureDigest() {
    }

    /** @param shared gives the definition that stands for an instance's; its name is unique */
    static Print of(ModuleIr m, Function<Definition, Definition> shared) {
        StructureDigest d = new StructureDigest();
        d.text(m.javaClass());
        d.number(m.ports().size());
        m.ports().forEach(d::net);
        d.number(m.nets().size());
        m.nets().forEach(d::net);
        m.assigns().forEach(d::assign);
        m.registers().forEach(d::register);
        m.memories().forEach(d::memory);
        for (Instance i : m.instances()) {
            d.instance(i, shared.apply(i.definition()));
        }
        m.checks().forEach(d::check);
        return new Print(d.high, d.low);
    }

    private void number(long value) {
        high = (high ^ value) * 0x9FB21C651E98DF25L;
        high ^= high >>> 32;
        low = (Long.rotateLeft(low, 29) + value) * 0xD6E8FEB86659FD93L;
        low ^= low >>> 31;
    }

    private void text(String s) {
        number(s.length());
        for (int i = 0; i < s.length(); i++) {
            number(s.charAt(i));
        }
    }

    private void big(BigInteger value) {
        int words = value.bitLength() / Long.SIZE + 1;
        number(words);
        for (int i = 0; i < words; i++) {
            number(value.shiftRight(i * Long.SIZE).longValue());
        }
    }

    private void net(Net net) {
        text(net.name());
        number(net.width());
        number(net.kind().ordinal());
        number(net.ignored() ? 1 : 0);
    }

    private void assign(Assign a) {
        number('=');
        text(a.target().name());
        expr(a.value());
    }

    private void register(Register r) {
        number('r');
        text(r.net().name());
        clocking(r.clocking());
        number(r.resettable() ? 1 : 0);
        big(r.init());
        expr(r.enable());
        expr(r.next());
        number(r.synchronizer() ? 1 : 0);
    }

    private void clocking(Clocking c) {
        if (c == null) {
            number(0);
            return;
        }
        text(c.clock().name());
        text(c.reset() == null ? "" : c.reset().name());
    }

    private void memory(Memory m) {
        number('m');
        text(m.name());
        number(m.width());
        number(m.depth());
        number(m.style().ordinal());
        number(m.init().size());
        m.init().forEach(this::big);
        number(m.writes().size());
        for (Memory.WritePort w : m.writes()) {
            clocking(w.clocking());
            expr(w.enable());
            expr(w.address());
            expr(w.data());
            expr(w.mask());
        }
        for (Memory.ReadPort r : m.reads()) {
            number('p');
            text(r.data().name());
            clocking(r.clocking());
            expr(r.address());
            expr(r.enable());
            number(r.underWrite().ordinal());
        }
    }

    private void instance(Instance i, Definition definition) {
        number('i');
        text(i.name());
        text(definition.name());
        if (i.definition() instanceof External e) {
            texts(e.parameters());
        }
        i.inputs().forEach((port, value) -> {
            text(port);
            expr(value);
        });
        i.outputs().forEach((port, net) -> {
            text(port);
            text(net.name());
        });
    }

    private void texts(Map<String, String> texts) {
        number(texts.size());
        texts.forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    private void check(Check c) {
        number('c');
        number(c.kind().ordinal());
        text(c.name());
        clocking(c.clocking());
        expr(c.enable());
        expr(c.condition());
        text(c.message());
    }

    private void expr(Expr e) {
        switch (e) {
            case null -> number('0');
            case Expr.Lit(BigInteger value, int width, _) -> {
                number('L');
                number(width);
                big(value);
            }
            case Expr.Ref(Net net, _) -> {
                number('R');
                text(net.name());
            }
            case Expr.Unary(var op, Expr a, _) -> {
                number('U');
                number(op.ordinal());
                expr(a);
            }
            case Expr.Binary(var op, Expr a, Expr b, _) -> {
                number('B');
                number(op.ordinal());
                expr(a);
                expr(b);
            }
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> {
                number('M');
                expr(sel);
                expr(t);
                expr(f);
            }
            case Expr.Slice(Expr a, int hi, int lo, _) -> {
                number('S');
                number(hi);
                number(lo);
                expr(a);
            }
            case Expr.Extend(Expr a, int width, boolean signed, _) -> {
                number(signed ? 'X' : 'Z');
                number(width);
                expr(a);
            }
            case Expr.Concat(var parts, _) -> {
                number('C');
                number(parts.size());
                parts.forEach(this::expr);
            }
            case Expr.Switch(Expr sel, var cases, Expr otherwise, _) -> {
                number('W');
                expr(sel);
                number(cases.size());
                for (Expr.Switch.Case c : cases) {
                    number(c.keys().size());
                    c.keys().forEach(this::big);
                    expr(c.value());
                }
                expr(otherwise);
            }
        }
    }
}
