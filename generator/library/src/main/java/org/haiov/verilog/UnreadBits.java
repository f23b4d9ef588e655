package org.haiov.verilog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.passes.Reads;

/** Finds what the printed module never reads, checks aside: they are there for formal tools alone. */
final class UnreadBits {
    private final Map<Net, BitSet> read = new HashMap<>();

    private UnreadBits() {
    }

    /** Nets, parts of nets and memories that nothing reads, as operands, in the order of their declaration. */
    static List<String> of(ModuleIr m, ExpressionPrinter printer) {
        UnreadBits u = new UnreadBits();
        u.collect(m);
        List<String> unread = new ArrayList<>();
        for (Net port : m.ports()) {
            if (port.kind() != Net.Kind.OUTPUT) {
                u.report(port, printer, unread);
            }
        }
        m.nets().forEach(net -> u.report(net, printer, unread));
        for (Memory memory : m.memories()) {
            if (memory.reads().isEmpty()) {
                unread.add(printer.bits(memory.name(), 2, 0, 0));
            }
        }
        return unread;
    }

    private void collect(ModuleIr m) {
        for (Assign a : m.assigns()) {
            expression(a.value());
        }
        for (Register r : m.registers()) {
            clocking(r.clocking(), r.resettable());
            expression(r.enable());
            if (Choices.keeps(r.net(), r.next())) {
                loaded(r.net(), r.next());
            } else {
                expression(r.next());
            }
        }
        for (Memory memory : m.memories()) {
            for (Memory.WritePort w : memory.writes()) {
                clocking(w.clocking(), false);
                Reads.bits(w, (net, hi, lo, _) -> bits(net, hi, lo));
            }
            for (Memory.ReadPort r : memory.reads()) {
                if (r.synchronous()) {
                    clocking(r.clocking(), false);
                }
                Reads.bits(r, (net, hi, lo, _) -> bits(net, hi, lo));
            }
        }
        for (Instance i : m.instances()) {
            i.inputs().values().forEach(this::expression);
        }
    }

    /** The arms of a next value but those that keep the register's own: they are not printed. */
    private void loaded(Net self, Expr next) {
        switch (next) {
            case Expr.Ref(Net net, _) when net.equals(self) -> {
            }
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> {
                expression(sel);
                loaded(self, t);
                loaded(self, f);
            }
            case Expr.Switch s -> {
                expression(s.sel());
                s.cases().forEach(c -> loaded(self, c.value()));
                loaded(self, s.otherwise());
            }
            default -> expression(next);
        }
    }

    private void clocking(Clocking c, boolean withReset) {
        bits(c.clock(), 0, 0);
        if (withReset) {
            bits(c.reset(), 0, 0);
        }
    }

    private void expression(Expr e) {
        Reads.bits(e, (net, hi, lo, _) -> bits(net, hi, lo));
    }

    private void bits(Net net, int hi, int lo) {
        read.computeIfAbsent(net, n -> new BitSet(n.width())).set(lo, hi + 1);
    }

    private void report(Net net, ExpressionPrinter printer, List<String> unread) {
        BitSet bits = read.get(net);
        if (bits == null) {
            unread.add(net.name());
            return;
        }
        for (int hi = bits.previousClearBit(net.width() - 1); hi >= 0;) {
            int lo = bits.previousSetBit(hi) + 1;
            unread.add(printer.bits(net.name(), net.width(), hi, lo));
            hi = lo == 0 ? -1 : bits.previousClearBit(lo - 1);
        }
    }
}
