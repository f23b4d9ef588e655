package org.haiov.verification.differential;

import java.util.List;
import org.haiov.facts.Csr;
import org.haiov.facts.Field;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;
import org.haiov.verification.coverage.Coverage;

/** Counts what CSR instructions reach: each CSR by mode, and the values that its fields have had. */
final class CsrPoints {
    private static final int NUMBERS = 4096;
    /** The VS CSR that a supervisor's number means with V=1 (P 8.2). */
    private static final List<String> SUBSTITUTED = List.of("sstatus", "sie", "stvec", "sscratch", "sepc", "scause", "stval", "sip", "satp", "stimecmp");

    private record FieldPoints(Field field, String name) {}

    private final Coverage coverage;
    private final Hart hart;
    private final int[][] read = new int[Mode.values().length][NUMBERS];
    private final int[][] write = new int[Mode.values().length][NUMBERS];
    private final int[][] refused = new int[Mode.values().length][NUMBERS];
    private final Csr[] csrs = new Csr[NUMBERS];
    private final int[] guest = new int[NUMBERS];

    CsrPoints(Coverage coverage, Hart hart) {
        this.coverage = coverage;
        this.hart = hart;
        for (Mode mode : Mode.values()) {
            for (int i = 0; i < NUMBERS; i++) {
                read[mode.ordinal()][i] = write[mode.ordinal()][i] = refused[mode.ordinal()][i] = -1;
            }
            for (Csr csr : Points.csrs()) {
                String name = "csr/" + csr.name() + "/" + mode + "/";
                read[mode.ordinal()][csr.address()] = coverage.number(name + "read");
                write[mode.ordinal()][csr.address()] = coverage.number(name + "write");
                refused[mode.ordinal()][csr.address()] = coverage.number(name + "refused");
            }
        }
        for (Csr csr : Points.csrs()) {
            csrs[csr.address()] = csr;
            guest[csr.address()] = SUBSTITUTED.contains(csr.name()) ? RiscvFacts.csr("v" + csr.name()).address() : csr.address();
        }
    }

    void retired(Mode mode, Decoded d) {
        int number = (int) d.imm & NUMBERS - 1;
        boolean plain = d.op == Op.CSRRW || d.op == Op.CSRRWI;
        hit((plain && d.discards() ? write : read)[mode.ordinal()][number]);
        if (plain ? !d.discards() : d.rs1 != 0) {
            hit(write[mode.ordinal()][number]);
        }
        if (plain || d.rs1 != 0) {
            values(mode.virtual ? guest[number] : number);
        }
    }

    void refused(Mode mode, Decoded d) {
        hit(refused[mode.ordinal()][(int) d.imm & NUMBERS - 1]);
    }

    private void values(int number) {
        Csr csr = csrs[number];
        if (csr == null || !hart.csrs().has(number)) {
            return;
        }
        long value = hart.csrs().peek(number);
        if (csr.fields().isEmpty()) {
            hit(coverage.number("field/" + csr.name() + (value == 0 ? "/0" : "/other")));
        }
        for (Field field : csr.fields()) {
            String name = csr.name() + "." + field.name();
            hit(coverage.number("field/" + name + "/" + Points.valueClass(name, field.width(), field.get(value))));
        }
    }

    private void hit(int point) {
        if (point >= 0) {
            coverage.hit(point);
        }
    }
}
