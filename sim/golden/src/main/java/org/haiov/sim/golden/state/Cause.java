package org.haiov.sim.golden.state;

import java.util.HashMap;
import java.util.Map;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;

/** Exception and interrupt codes, by the names of facts. */
public final class Cause {
    public static final int FETCH_MISALIGNED = RiscvFacts.exception("instruction address misaligned");
    public static final int FETCH_ACCESS = RiscvFacts.exception("instruction access fault");
    public static final int ILLEGAL = RiscvFacts.exception("illegal instruction");
    public static final int BREAKPOINT = RiscvFacts.exception("breakpoint");
    public static final int LOAD_MISALIGNED = RiscvFacts.exception("load address misaligned");
    public static final int LOAD_ACCESS = RiscvFacts.exception("load access fault");
    public static final int STORE_MISALIGNED = RiscvFacts.exception("store address misaligned");
    public static final int STORE_ACCESS = RiscvFacts.exception("store access fault");
    public static final int ECALL_U = RiscvFacts.exception("ecall from U");
    public static final int ECALL_HS = RiscvFacts.exception("ecall from HS");
    public static final int ECALL_VS = RiscvFacts.exception("ecall from VS");
    public static final int ECALL_M = RiscvFacts.exception("ecall from M");
    public static final int FETCH_PAGE = RiscvFacts.exception("instruction page fault");
    public static final int LOAD_PAGE = RiscvFacts.exception("load page fault");
    public static final int STORE_PAGE = RiscvFacts.exception("store page fault");
    public static final int FETCH_GUEST_PAGE = RiscvFacts.exception("instruction guest-page fault");
    public static final int LOAD_GUEST_PAGE = RiscvFacts.exception("load guest-page fault");
    public static final int VIRTUAL = RiscvFacts.exception("virtual instruction");
    public static final int STORE_GUEST_PAGE = RiscvFacts.exception("store guest-page fault");
    public static final int LOAD_MMIO = Facts.exception("load MMIO page fault");
    public static final int STORE_MMIO = Facts.exception("store MMIO page fault");
    public static final int VI_REQUEST = Facts.exception("VI request fault");

    /** Set in xcause where the trap is an interrupt. */
    public static final long INTERRUPT = 1L << 63;

    private static final Map<Long, String> NAMES = new HashMap<>();

    static {
        RiscvFacts.exceptions().forEach((name, code) -> NAMES.put(code, name));
        RiscvFacts.interrupts().forEach((name, code) -> NAMES.put(INTERRUPT | code, name + " interrupt"));
        for (String name : new String[] {"load MMIO page fault", "store MMIO page fault", "VI request fault"}) {
            NAMES.put((long) Facts.exception(name), name);
        }
        for (String name : new String[] {"user VI", "supervisor VI", "doorbell"}) {
            NAMES.put(INTERRUPT | Facts.interrupt(name), name + " interrupt");
        }
    }

    private Cause() {}

    /** Text for an xcause value. */
    public static String name(long cause) {
        return NAMES.getOrDefault(cause, "cause 0x" + Long.toHexString(cause));
    }
}
