package org.haiov.verification.differential;

import java.util.EnumMap;
import java.util.Map;

/**
 * What QEMU 7.2 writes at a trap otherwise than the manual says: for a trap of the golden model, the record that QEMU must have. Each rule
 * is a row of the table "Against QEMU" in docs/golden-model.md; how often each was needed is counted.
 */
final class QemuDifferences {
    /** The rules. */
    enum Rule {
        /** riscv_cpu_tlb_fill turns the access into a load where the walk's own translation fails (P 8.6.1: the original access's cause). */
        WALK_IS_A_LOAD,
        /** riscv_cpu_do_interrupt lowers the code of every trap to VS that is 2, 6 or 10, not interrupts' alone. */
        GUEST_CAUSE_LOWERED,
        /** S-level CSRs, SRET and fences are illegal in VU, and WFI with TW is virtual (P 8.6.1). */
        ILLEGAL_OR_VIRTUAL,
        /** mtinst and htinst of loads and stores show the instruction that was the last to be illegal or of the system. */
        NOT_TRANSFORMED,
        /** mstatus.GVA is V and mtval not 0, whatever the cause (P 3.1.6.5). */
        GUEST_ADDRESS,
        /** xtval of illegal HLV and HSV is the instruction of an earlier trap. */
        STALE_VALUE,
        /** mtval2 and htval are those of an earlier translation but at guest-page faults. */
        STALE_GUEST_PHYSICAL,
        /** A misaligned access that crosses a page and faults in the second has its own address in xtval. */
        CROSSING,
        /** Guest-page faults under MPRV are page faults. */
        BORROWED_GUEST,
        /** Page faults of VS-stage translation for HLV, HSV and MPRV are access faults where satp, not vsatp, is Bare. */
        BARE_SATP,
        /** An AMO to where nothing is has a load's access fault. */
        AMO_NOWHERE,
        /** A guest physical address whose bits 63:40 are all ones is translated, as a sign-extended virtual address would be (P 8.5.1: a guest-page fault). */
        GUEST_SIGN
    }

    private static final long GVA = 1L << 38;
    private static final long MPV = 1L << 39;
    private static final int GUEST_SIGN_BIT = 40;
    private static final int STIMECMP = 0x14D;
    private static final int WFI = 0x10500073;
    private static final int PAGE_TABLE_READ = 0x3000;

    private final Map<Rule, Long> uses = new EnumMap<>(Rule.class);

    /** How often each rule made a difference. */
    Map<Rule, Long> uses() {
        return uses;
    }

    /** Whether the golden model's trap is one that QEMU does not have, so that it went on to another. */
    boolean passes(TrapRecord golden, TrapRecord qemu) {
        long cause = golden.cause();
        long physical = golden.fromSupervisor() ? golden.words()[10] : golden.words()[3];
        boolean beyond = (cause == 20 || cause == 21 || cause == 23) && physical >>> GUEST_SIGN_BIT - 2 == (1L << 64 - GUEST_SIGN_BIT) - 1;
        boolean elsewhere = golden.pc() != qemu.pc() || golden.cause() != qemu.cause();
        if (beyond && elsewhere) {
            used(Rule.GUEST_SIGN);
        }
        return beyond && elsewhere;
    }

    private void used(Rule rule) {
        uses.merge(rule, 1L, Long::sum);
    }

    /**
     * @param word instruction at the trap's pc, 0 where it is none of the program's
     * @param qemu what QEMU has, where that depends on what we cannot see
     */
    long[] of(TrapRecord golden, int word, TrapRecord qemu) {
        long[] r = golden.words().clone();
        boolean first = !golden.fromSupervisor();
        r[0] = cause(r[0], r[4], golden, word, first, qemu);
        r[2] = first ? value(r[0], r[2], word, qemu.words()[2]) : r[2];
        r[3] = physical(golden.words()[0], r[3], qemu.words()[3]);
        r[4] = instruction(r[4], qemu.words()[4], golden.words()[0]);
        r[5] = status(r[5], r[2]);
        if (golden.fromGuest()) {
            r[14] = cause(r[14], 0, golden, word, true, qemu);
            if (r[14] == 2 || r[14] == 6) {
                r[14]--;
                used(Rule.GUEST_CAUSE_LOWERED);
            }
            r[9] = value(golden.cause(), r[9], word, qemu.words()[9]);
        } else if (golden.fromSupervisor()) {
            r[7] = cause(r[7], r[11], golden, word, true, qemu);
            r[9] = value(golden.cause(), r[9], word, qemu.words()[9]);
        }
        if (golden.fromSupervisor()) {
            r[10] = physical(golden.words()[7], r[10], qemu.words()[10]);
            r[11] = instruction(r[11], qemu.words()[11], golden.words()[7]);
        }
        return r;
    }

    private long cause(long cause, long instruction, TrapRecord golden, int word, boolean first, TrapRecord qemu) {
        if (!first) {
            return cause;
        }
        long result = cause;
        if (instruction == PAGE_TABLE_READ && cause != 21) {
            used(Rule.WALK_IS_A_LOAD);
            result = 21;
        }
        boolean borrowed = golden.origin() == Mode.M && !hypervisorAccess(word);
        boolean store = result == 15 || result == 23 || result == 7;
        if ((result == 21 || result == 23) && borrowed) {
            used(Rule.BORROWED_GUEST);
            return store ? 15 : 13;
        }
        boolean guest = hypervisorAccess(word) || borrowed && (golden.words()[5] & GVA) != 0;
        if ((result == 13 || result == 15) && guest && golden.words()[15] >>> 60 == 0) {
            used(Rule.BARE_SATP);
            return store ? 7 : 5;
        }
        if (result == 7 && (word & 0x7F) == 0x2F && qemu.cause() == 5) {
            used(Rule.AMO_NOWHERE);
            return 5;
        }
        if (cause == 22 && golden.origin() == Mode.VU && (supervisorCsr(word) && !(word >>> 20 == STIMECMP && qemu.cause() == 22) || privileged(word))) {
            used(Rule.ILLEGAL_OR_VIRTUAL);
            return 2;
        }
        if (cause == 2 && golden.origin() == Mode.VU && word == WFI) {
            used(Rule.ILLEGAL_OR_VIRTUAL);
            return 22;
        }
        return result;
    }

    private long value(long cause, long value, int word, long qemu) {
        if ((cause == 2 || cause == 22) && hypervisorAccess((int) value)) {
            used(Rule.STALE_VALUE);
            return qemu;
        }
        // Where the program runs at another address than its own its instructions are not known: any size.
        int least = word == 0 ? 2 : size(word);
        int most = word == 0 ? Long.BYTES : size(word);
        for (int size = least; size > 1 && size <= most; size *= 2) {
            if (qemu != value && (qemu == (value & -size) || qemu == (value + size - 1 & -size))) {
                used(Rule.CROSSING);
                return qemu;
            }
        }
        return value;
    }

    /** Bytes that a load or store accesses; 0 for all others, atomics too. */
    private static int size(int word) {
        int opcode = word & 0x7F;
        if (opcode == 0x03 || opcode == 0x23) {
            return 1 << (word >>> 12 & 3);
        }
        if (hypervisorAccess(word)) {
            return 1 << (word >>> 26 & 3);
        }
        boolean compressed = (word & 1) == 0 && (word >>> 14 & 1) != 0;
        return compressed ? (word >>> 13 & 1) == 0 ? 4 : 8 : 0;
    }

    private long physical(long cause, long value, long qemu) {
        if (cause == 20 || cause == 21 || cause == 23 || qemu == value) {
            return value;
        }
        used(Rule.STALE_GUEST_PHYSICAL);
        return qemu;
    }

    private long instruction(long instruction, long qemu, long cause) {
        boolean transforms = cause >= 4 && cause <= 7 || cause == 13 || cause == 15 || cause == 21 || cause == 23;
        if (!transforms || instruction == PAGE_TABLE_READ || qemu == PAGE_TABLE_READ || instruction == qemu) {
            return instruction;
        }
        used(Rule.NOT_TRANSFORMED);
        return qemu;
    }

    private long status(long status, long value) {
        long result = status & ~GVA | ((status & MPV) != 0 && value != 0 ? GVA : 0);
        if (result != status) {
            used(Rule.GUEST_ADDRESS);
        }
        return result;
    }

    private static boolean supervisorCsr(int word) {
        return (word & 0x7F) == 0x73 && (word & 0x3000) != 0 && (word >>> 28 & 3) == 1;
    }

    /** SRET, SFENCE, HFENCE. */
    private static boolean privileged(int word) {
        return word == 0x10200073 || (word & 0xFE007FFF) == 0x12000073 || (word & 0xFE007FFF) == 0x22000073 || (word & 0xFE007FFF) == 0x62000073;
    }

    private static boolean hypervisorAccess(int word) {
        return (word & 0x707F) == 0x4073;
    }
}
