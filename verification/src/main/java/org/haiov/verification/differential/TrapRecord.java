package org.haiov.verification.differential;

import java.nio.ByteBuffer;

/**
 * A trap as the frame has written it down: as it came to M, and before that to HS and VS where it began there.
 *
 * @param words mcause, mepc, mtval, mtval2, mtinst, mstatus, hash of x1 to x31, scause, sepc or vsepc, stval or vstval, htval, htinst, sstatus or vsstatus,
 *     hstatus, vscause, satp; zero where there was none
 */
record TrapRecord(long[] words) {
    static final String[] NAMES = {"mcause", "mepc", "mtval", "mtval2", "mtinst", "mstatus", "registers", "scause", "epc", "tval", "htval", "htinst", "status",
        "hstatus", "vscause", "satp"};
    private static final long MPP = 3L << 11;
    private static final long MPV = 1L << 39;
    private static final long SPP = 1 << 8;
    private static final long SPV = 1 << 7;

    static TrapRecord of(ByteBuffer slot, int number) {
        long[] words = new long[Layout.RECORD];
        for (int i = 0; i < words.length; i++) {
            words[i] = slot.getLong(Layout.RESULTS + 8 * (Layout.RECORDS + number * Layout.RECORD + i));
        }
        return new TrapRecord(words);
    }

    /** It began in HS or VS, whose handler's ECALL is what M has seen. */
    boolean fromSupervisor() {
        return words[7] != 0 || words[8] != 0;
    }

    boolean fromGuest() {
        return words[14] != 0 || words[7] == 10 || words[0] == 10 && words[8] != 0;
    }

    /** xcause of where it began. */
    long cause() {
        return fromGuest() ? words[14] : fromSupervisor() ? words[7] : words[0];
    }

    long pc() {
        return fromSupervisor() ? words[8] : words[1];
    }

    long value() {
        return fromSupervisor() ? words[9] : words[2];
    }

    /** The mode it began in. */
    Mode origin() {
        if (fromGuest()) {
            return (words[12] & SPP) != 0 ? Mode.VS : Mode.VU;
        }
        if (fromSupervisor()) {
            return Mode.of((words[12] & SPP) != 0 ? 1 : 0, (words[13] & SPV) != 0);
        }
        return Mode.of((int) ((words[5] & MPP) >>> 11), (words[5] & MPV) != 0 && (words[5] & MPP) != MPP);
    }
}
