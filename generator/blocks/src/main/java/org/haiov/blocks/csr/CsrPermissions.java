package org.haiov.blocks.csr;

import java.util.List;
import java.util.stream.IntStream;
import org.haiov.blocks.config.HartConfig;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** Which CSRs are there, and who may touch them (P 2.1, 3.1.6.5, 3.1.11, 4.1.5, 8.2.1, 8.2.6, 8.6.1; Sstc 1.0). Combinational. */
final class CsrPermissions extends Component {
    private static final List<String> THERE = List.of("mvendorid", "marchid", "mimpid", "mhartid", "mconfigptr", "mstatus", "misa", "medeleg",
            "mideleg", "mie", "mtvec", "mcounteren", "mscratch", "mepc", "mcause", "mtval", "mip", "mtinst", "mtval2", "menvcfg", "mcycle",
            "minstret", "mcountinhibit", "cycle", "time", "instret", "sstatus", "sie", "stvec", "scounteren", "senvcfg", "sscratch", "sepc",
            "scause", "stval", "sip", "satp", "stimecmp", "hstatus", "hedeleg", "hideleg", "hie", "hcounteren", "hgeie", "htval", "hip",
            "hvip", "htinst", "hgeip", "henvcfg", "htimedelta", "hgatp", "vsstatus", "vsie", "vstvec", "vsscratch", "vsepc", "vscause",
            "vstval", "vsip", "vsatp", "vstimecmp");
    private static final int TM = 1;
    private static final int EVENT_COUNTERS = 29;

    /** 12: as in the instruction, before substitution. */
    final Signal address = input(12);
    final Signal writes = input(1);
    final Mode mode = input(Mode.shape());
    final StatusFields status = input(StatusFields.shape());
    final Signal machineEnables = input(3);
    final Signal hypervisorEnables = input(3);
    final Signal supervisorEnables = input(3);
    /** menvcfg.STCE, henvcfg.STCE. */
    final Signal machineTimer = input(1);
    final Signal hypervisorTimer = input(1);
    final Verdict verdict = output(Verdict.shape());

    CsrPermissions(HartConfig c) {
        Bits there = any(THERE).or(range("mhpmcounter3", EVENT_COUNTERS)).or(range("mhpmevent3", EVENT_COUNTERS))
                .or(range("hpmcounter3", EVENT_COUNTERS));
        if (c.pmpRegions() > 0) {
            there = there.or(any(List.of("pmpcfg0", "pmpcfg2"))).or(range("pmpaddr0", 16));
        }
        Bits readOnly = address.high(2).all();
        Bits refused = there.not().or(readOnly.and(writes));

        // HS counts as 2 as it may access what is for HS and VS; VS counts as 1.
        Bits needed = address.slice(9, 8);
        Bits level = mode.isSupervisor().and(mode.virtual().not()).mux(Bits.lit(2, 2), mode.privilege());
        Bits tooLow = level.ltu(needed);

        Bits timer = any(List.of("stimecmp", "vstimecmp"));
        Bits timerForHs = machineTimer.and(machineEnables.bit(TM));
        Bits timerForGuest = hypervisorTimer.and(hypervisorEnables.bit(TM));
        // "the same access would be allowed in HS-mode, assuming that mstatus.TVM=0" (P 8.6.1)
        Bits allowedForHs = needed.all().not().and(timer.not().or(timerForHs));

        Bits counters = address.high(7).eq(RiscvFacts.csr("cycle").address() >> 5);
        Bits number = address.low(5);
        Bits machineCounts = machineEnables.bit(number);
        Bits hypervisorCounts = hypervisorEnables.bit(number);
        Bits supervisorCounts = supervisorEnables.bit(number);
        Bits counterVirtual = mode.virtual().and(hypervisorCounts.not().or(mode.isUser().and(supervisorCounts.not())));
        Bits counterIllegal = mode.virtual().not().and(mode.isUser()).and(supervisorCounts.not());

        Bits translation = CsrPort.is(address, "satp").or(CsrPort.is(address, "hgatp"));
        Bits guarded = mode.isMachine().not();
        Bits illegal = guarded.and(counters.and(machineCounts.not().or(counterIllegal))
                .or(timer.and(timerForHs.not()))
                .or(translation.and(mode.isSupervisor()).and(mode.virtual().not()).and(status.tvm())));
        Bits virtual = guarded.and(counters.and(counterVirtual)
                .or(timer.and(mode.virtual()).and(timerForGuest.not()))
                .or(translation.and(mode.isSupervisor()).and(mode.virtual()).and(status.vtvm())));

        Bits lowVirtual = tooLow.and(mode.virtual()).and(allowedForHs);
        verdict.virtual().set(refused.not().and(tooLow.mux(lowVirtual, virtual.and(illegal.not()))));
        verdict.illegal().set(refused.or(tooLow.mux(lowVirtual.not(), illegal)));
    }

    private Bits any(List<String> names) {
        return names.stream().map(n -> CsrPort.is(address, n)).reduce(Bits::or).orElseThrow();
    }

    private Bits range(String first, int count) {
        int start = RiscvFacts.csr(first).address();
        return IntStream.range(start, start + count).mapToObj(n -> (Bits) address.eq(n)).reduce(Bits::or).orElseThrow();
    }
}
