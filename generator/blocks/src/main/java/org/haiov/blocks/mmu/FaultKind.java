package org.haiov.blocks.mmu;

import java.util.ArrayList;
import java.util.List;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Vec;

/** Why a translation fails; together with the access's kind the exception code. */
enum FaultKind {
    ACCESS("access fault"), PAGE("page fault"), GUEST_PAGE("guest-page fault"),
    /** An MMIO leaf that a load or store of a guest meets (Xhaiov 3). */
    MMIO("guest-page fault") {
        @Override
        int code(String access) {
            return access.equals("instruction") ? super.code(access) : Facts.exception(access + " MMIO page fault");
        }
    };

    private static final int CODE_BITS = 6;

    private final String name;

    FaultKind(String name) {
        this.name = name;
    }

    int code(String access) {
        return RiscvFacts.exception(access + " " + name);
    }

    /** The exception code. */
    static Bits code(Enumerated<FaultKind> fault, Bits access) {
        List<Bits> codes = new ArrayList<>();
        for (FaultKind kind : values()) {
            for (AccessKind a : AccessKind.values()) {
                codes.add(Bits.lit(kind.code(switch (a) {
                    case FETCH -> "instruction";
                    case LOAD, LOAD_EXECUTABLE -> "load";
                    case STORE -> "store";
                }), CODE_BITS));
            }
        }
        return Vec.of(codes).read(Bits.cat(fault.bits(), access));
    }
}
