package org.haiov.verilog;

import java.util.List;
import java.util.Locale;
import org.haiov.ir.Loc;

/** A line of the user's source, for a comment. */
final class Place {
    /** What tools take for an order to them where it begins a comment, in any case: Verilator wants no blank behind its name. */
    private static final List<String> ORDERS = List.of("verilator", "synthesis", "synopsys", "pragma", "ambit", "cadence", "vcs", "xilinx");

    private Place() {
    }

    static String of(Loc loc) {
        String text = loc.toString();
        String start = text.toLowerCase(Locale.ROOT);
        return ORDERS.stream().anyMatch(start::startsWith) ? "at " + text : text;
    }
}
