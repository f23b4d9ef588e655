package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a program has left on the golden model with what it has left on QEMU. */
final class Comparison {
    static final String[] CSRS = {"mstatus", "hstatus", "vsstatus", "medeleg", "mideleg", "hedeleg", "hideleg", "mie", "mip", "sepc", "sscratch", "satp", "vsepc",
        "vsscratch", "vsatp", "hgatp", "mcounteren", "scounteren", "hcounteren", "menvcfg", "henvcfg", "senvcfg", "htimedelta", "hvip", "pmpcfg0", "pmpaddr0"};
    /** SGEI, which QEMU has and we do not; VSTIP in hvip, where QEMU keeps the timer's; GVA, which QEMU clears at traps to VS. */
    private static final Map<String, Long> UNCOMPARED = Map.of("hstatus", 0x40L, "mideleg", 0x1000L, "mie", 0x1000L, "hvip", 0x40L);
    private static final int MOST = 12;

    private final QemuDifferences known;

    Comparison(QemuDifferences known) {
        this.known = known;
    }

    /** A line for each difference; none where there is no unexplained one. */
    List<String> differences(ByteBuffer golden, ByteBuffer qemu) {
        List<String> lines = new ArrayList<>();
        if (!traps(golden, qemu, lines)) {
            return lines;
        }
        if (word(golden, Layout.ENDED) != word(qemu, Layout.ENDED)) {
            lines.add("ended: " + word(golden, Layout.ENDED) + " " + word(qemu, Layout.ENDED));
            return lines;
        }
        for (int i = 1; i < 32; i++) {
            compare("x" + i, word(golden, Layout.REGISTERS + i), word(qemu, Layout.REGISTERS + i), lines);
        }
        for (int i = 0; i < CSRS.length; i++) {
            long mask = ~UNCOMPARED.getOrDefault(CSRS[i], 0L);
            compare(CSRS[i], word(golden, Layout.CSRS + i) & mask, word(qemu, Layout.CSRS + i) & mask, lines);
        }
        int length = Layout.TABLES_END - Layout.DATA;
        if (golden.slice(Layout.DATA, length).mismatch(qemu.slice(Layout.DATA, length)) >= 0) {
            for (int at = Layout.DATA; at < Layout.TABLES_END; at += 8) {
                compare((at < Layout.TABLES ? "data " : "tables ") + Integer.toHexString(at), golden.getLong(at), qemu.getLong(at), lines);
            }
        }
        return lines;
    }

    /** False where the two went different ways for a known reason: what comes then cannot be compared. */
    private boolean traps(ByteBuffer golden, ByteBuffer qemu, List<String> lines) {
        int count = traps(golden);
        for (int i = 0; i < Math.max(count, traps(qemu)) && lines.size() < MOST; i++) {
            if (i >= count || i >= traps(qemu)) {
                lines.add("trap " + i + " on " + (i >= count ? "QEMU" : "the golden model") + " alone");
                return true;
            }
            TrapRecord ours = TrapRecord.of(golden, i);
            TrapRecord theirs = TrapRecord.of(qemu, i);
            if (known.passes(ours, theirs)) {
                return false;
            }
            int word = instruction(golden, ours.pc());
            long[] expected = known.of(ours, word, theirs);
            boolean first = true;
            for (int j = 0; j < expected.length; j++) {
                if (expected[j] != theirs.words()[j]) {
                    if (first) {
                        lines.add("trap " + i + ", cause " + Long.toHexString(ours.cause()) + ", in " + ours.origin() + " at slot + 0x" + Long.toHexString(ours.pc() & Layout.SLOT_SIZE - 1) + ", instruction 0x"
                                + Integer.toHexString(word) + ":");
                        first = false;
                    }
                    compare("  " + TrapRecord.NAMES[j], expected[j], theirs.words()[j], lines);
                }
            }
        }
        return true;
    }

    static int traps(ByteBuffer slot) {
        return (int) word(slot, Layout.TRAPS);
    }

    private static long word(ByteBuffer slot, int number) {
        return slot.getLong(Layout.RESULTS + 8 * number);
    }

    /** The program's instruction at {@code pc}, which is in its slot; 0 where it is not. */
    static int instruction(ByteBuffer slot, long pc) {
        long offset = pc - Layout.SLOTS & Layout.SLOT_SIZE - 1;
        boolean own = pc - offset == slot.getLong(Layout.PHASES + 8 * Phase.BACK) - Layout.END; // x1 of the first phase is the program's end
        return offset < Layout.CODE_END && own ? slot.getInt((int) offset) : 0;
    }

    private static void compare(String what, long golden, long qemu, List<String> lines) {
        if (golden != qemu && lines.size() < MOST) {
            lines.add(what + ": golden " + Long.toHexString(golden) + ", QEMU " + Long.toHexString(qemu));
        }
    }
}
