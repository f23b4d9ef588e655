package org.haiov.passes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Diagnostic;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * Warns of inputs, and of bits of inputs, that their module never reads.
 *
 * <p>Needs: a well-formed design. Guarantees: changes nothing; one warning for an input of a module, however many instances it has.
 */
final class UnusedInputs {
    /** The warning's kind. */
    static final String KIND = "unused-input";

    private static final String WAY_OUT = "use them, make the input narrower or remove it, or say ignored() where that is meant";

    private final Map<Net, BitSet> read = new HashMap<>();

    private UnusedInputs() {
    }

    static List<Diagnostic> warnings(Design design) {
        List<Diagnostic> warnings = new ArrayList<>();
        for (ModuleIr m : design.modules()) {
            new UnusedInputs().module(m, warnings);
        }
        return warnings;
    }

    private void module(ModuleIr m, List<Diagnostic> warnings) {
        for (Net port : m.ports()) {
            if (port.kind() == Net.Kind.INPUT && !port.ignored()) {
                read.put(port, new BitSet(port.width()));
            }
        }
        collect(m);
        for (Net port : m.ports()) {
            BitSet bits = read.get(port);
            if (bits != null && bits.cardinality() < port.width()) {
                warnings.add(new Diagnostic(KIND, "input " + m.name() + "." + port.name() + " (" + port.width() + " bits): "
                        + unread(bits, port.width()) + " never read", WAY_OUT, List.of(port.loc())));
            }
        }
    }

    private static String unread(BitSet bits, int width) {
        if (bits.isEmpty()) {
            return "it is";
        }
        List<String> ranges = new ArrayList<>();
        for (int hi = bits.previousClearBit(width - 1); hi >= 0;) {
            int lo = bits.previousSetBit(hi) + 1;
            ranges.add(hi == lo ? "[" + hi + "]" : "[" + hi + ":" + lo + "]");
            hi = lo == 0 ? -1 : bits.previousClearBit(lo - 1);
        }
        return "bits " + String.join(", ", ranges) + " are";
    }

    private void collect(ModuleIr m) {
        Reads.Bits seen = (net, hi, lo, _) -> mark(net, hi, lo);
        for (Assign a : m.assigns()) {
            Reads.bits(a.value(), seen);
        }
        for (Register r : m.registers()) {
            reset(r.clocking());
            Reads.bits(r.enable(), seen);
            Reads.bits(r.next(), seen);
        }
        for (Memory memory : m.memories()) {
            memory.writes().forEach(w -> Reads.bits(w, seen));
            memory.reads().forEach(r -> Reads.bits(r, seen));
        }
        for (Instance i : m.instances()) {
            i.inputs().values().forEach(e -> Reads.bits(e, seen));
        }
        for (Check c : m.checks()) {
            reset(c.clocking());
            Reads.bits(c.enable(), seen);
            Reads.bits(c.condition(), seen);
        }
    }

    private void reset(Clocking clocking) {
        if (clocking.reset() != null) {
            mark(clocking.reset(), 0, 0);
        }
    }

    private void mark(Net net, int hi, int lo) {
        BitSet bits = read.get(net);
        if (bits != null) {
            bits.set(lo, hi + 1);
        }
    }
}
