package org.haiov.verilog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/** Keeps account of what the text of a module reads while it is printed, and so knows what it never reads. */
final class UnreadBits {
    private final Map<Net, BitSet> read = new HashMap<>();
    private final Set<String> readMemories = new HashSet<>();

    /** The text reads bits {@code hi} down to {@code lo}. */
    void read(Net net, int hi, int lo) {
        read.computeIfAbsent(net, n -> new BitSet(n.width())).set(lo, hi + 1);
    }

    /** The text reads the memory. */
    void read(Memory memory) {
        readMemories.add(memory.name());
    }

    /** Nets, parts of nets and memories that nothing has read, as operands, in the order of their declaration. */
    List<String> unread(ModuleIr m, ExpressionPrinter printer) {
        List<String> unread = new ArrayList<>();
        for (Net port : m.ports()) {
            if (port.kind() != Net.Kind.OUTPUT) {
                report(port, printer, unread);
            }
        }
        m.nets().forEach(net -> report(net, printer, unread));
        for (Memory memory : m.memories()) {
            if (!readMemories.contains(memory.name())) {
                unread.add(printer.word(memory.name(), "0"));
            }
        }
        return unread;
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
