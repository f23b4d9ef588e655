package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison can fail, and lets pass what QEMU is known to do otherwise and nothing beside it. */
class ComparisonTest {
    private static final int RESULTS = Layout.RESULTS;
    private static final long PC = Layout.SLOTS + 0x100;
    private static final long VU = 1L << 39;
    private static final long GVA = 1L << 38;

    private final ByteBuffer golden = ByteBuffer.allocate(Layout.SLOT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer qemu = ByteBuffer.allocate(Layout.SLOT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final QemuDifferences known = new QemuDifferences();

    private void both(int doubleword, long value) {
        golden.putLong(RESULTS + 8 * doubleword, value);
        qemu.putLong(RESULTS + 8 * doubleword, value);
    }

    /** A trap to M: mcause, mepc, mtval, mtval2, mtinst, mstatus. */
    private static void trap(ByteBuffer slot, long... words) {
        slot.putLong(RESULTS, 1);
        for (int i = 0; i < words.length; i++) {
            slot.putLong(RESULTS + 8 * (Layout.RECORDS + i), words[i]);
        }
    }

    private List<String> differences() {
        golden.putLong(Layout.PHASES + 8 * Phase.BACK, Layout.SLOTS + Layout.END);
        return new Comparison(known).differences(golden, qemu);
    }

    @Test
    void equal() {
        both(Layout.ENDED, 1);
        assertEquals(List.of(), differences());
    }

    @ParameterizedTest
    @ValueSource(ints = {RESULTS + 8 * Layout.ENDED, RESULTS + 8 * (Layout.REGISTERS + 31), RESULTS + 8 * Layout.CSRS, RESULTS + 8 * (Layout.CSRS + 25), Layout.DATA,
        Layout.TABLES - 8, Layout.TABLES, Layout.TABLES_END - 8, RESULTS})
    void anyBitCounts(int place) {
        both(Layout.ENDED, 1);
        qemu.putLong(place, qemu.getLong(place) ^ 1);
        assertFalse(differences().isEmpty());
    }

    /** P 8.6.1: QEMU has cause 2 for a supervisor's CSR in VU; in U it would be wrong. */
    @Test
    void illegalForVirtual() {
        golden.putInt(0x100, 0x14002573); // csrr a0, sscratch
        trap(golden, 22, PC, 0x14002573, 0, 0, VU | GVA);
        trap(qemu, 2, PC, 0x14002573, 0, 0, VU | GVA);
        assertEquals(List.of(), differences());
        assertEquals(Map.of(QemuDifferences.Rule.ILLEGAL_OR_VIRTUAL, 1L), known.uses());
        trap(qemu, 13, PC, 0x14002573, 0, 0, VU | GVA);
        assertFalse(differences().isEmpty());
    }

    /** The cause of a walk's fault is a load's on QEMU, but the address of the entry is the same. */
    @Test
    void walkOfAStore() {
        golden.putInt(0x100, 0x00A5B023); // sd a0, 0(a1)
        trap(golden, 23, PC, 0x5000, 0x2000, 0x3000, VU | GVA);
        trap(qemu, 21, PC, 0x5000, 0x2000, 0x3000, VU | GVA);
        assertEquals(List.of(), differences());
        trap(qemu, 21, PC, 0x5000, 0x2001, 0x3000, VU | GVA);
        assertFalse(differences().isEmpty());
    }

    /** A store's fault that is no walk's keeps its cause. */
    @Test
    void storeIsNoLoad() {
        golden.putInt(0x100, 0x00A5B023);
        trap(golden, 15, PC, 0x5000, 0, 0, 0);
        trap(qemu, 13, PC, 0x5000, 0, 0, 0);
        assertFalse(differences().isEmpty());
    }

    /** P 8.5.1: QEMU takes a guest physical address with bits 63:40 all ones, and is then elsewhere; another one it does not. */
    @Test
    void signOfAGuestAddress() {
        long address = 0xFFFFFFFFB222DA60L;
        trap(golden, 21, PC, address, address >>> 2, 0, VU | GVA);
        trap(qemu, 2, PC + 4, 0, 0, 0, VU | GVA);
        assertEquals(List.of(), differences());
        assertEquals(Map.of(QemuDifferences.Rule.GUEST_SIGN, 1L), known.uses());
        trap(golden, 21, PC, address, address << 8 >>> 10, 0, VU | GVA);
        assertFalse(differences().isEmpty());
    }

    /** Crossing a page where the instruction is not known, as the program runs elsewhere. */
    @Test
    void crossingOfAnUnknownAccess() {
        trap(golden, 5, 0x18000800, 0x203E57BA, 0, 0, VU | GVA);
        trap(qemu, 5, 0x18000800, 0x203E57B8, 0, 0, VU | GVA);
        assertEquals(List.of(), differences());
        trap(qemu, 5, 0x18000800, 0x203E57A8, 0, 0, VU | GVA);
        assertFalse(differences().isEmpty());
    }
}
