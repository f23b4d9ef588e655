package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** mstatus, sstatus, hstatus, vsstatus and the mode, with what traps and returns do to them (P 3.1.6, 3.3.2, 4.1.1, 8.2.1, 8.6.2, 8.6.3). */
final class StatusRegisters extends Component {
    private static final long XLEN_64 = 2;

    final CsrPort csr = input(CsrPort.shape());
    final Transition transition = input(Transition.shape());
    final Mode mode = output(Mode.shape());
    final StatusFields fields = output(StatusFields.shape());
    /** Where MRET and SRET lead. */
    final Mode machineReturn = output(Mode.shape());
    final Mode supervisorReturn = output(Mode.shape());

    private final Reg privilege = reg(2, Mode.MACHINE);
    private final Reg inGuest = reg(1, 0);

    private final Reg sie = reg(1, 0);
    private final Reg mie = reg(1, 0);
    private final Reg spie = reg(1, 0);
    private final Reg mpie = reg(1, 0);
    private final Reg spp = reg(1, 0);
    private final Reg mpp = reg(2, 0);
    private final Reg mprv = reg(1, 0);
    private final Reg sum = reg(1, 0);
    private final Reg mxr = reg(1, 0);
    private final Reg tvm = reg(1, 0);
    private final Reg tw = reg(1, 0);
    private final Reg tsr = reg(1, 0);
    private final Reg gva = reg(1, 0);
    private final Reg mpv = reg(1, 0);

    private final Reg hGva = reg(1, 0);
    private final Reg spv = reg(1, 0);
    private final Reg spvp = reg(1, 0);
    private final Reg hu = reg(1, 0);
    private final Reg vtvm = reg(1, 0);
    private final Reg vtw = reg(1, 0);
    private final Reg vtsr = reg(1, 0);

    private final Reg gSie = reg(1, 0);
    private final Reg gSpie = reg(1, 0);
    private final Reg gSpp = reg(1, 0);
    private final Reg gSum = reg(1, 0);
    private final Reg gMxr = reg(1, 0);

    StatusRegisters() {
        mode.privilege().set(privilege);
        mode.virtual().set(inGuest);
        show();
        csr.value().set(read());
        write();
        traps();
        returns();
    }

    private void show() {
        fields.mie().set(mie);
        fields.sie().set(sie);
        fields.mprv().set(mprv);
        fields.mpp().set(mpp);
        fields.mpv().set(mpv);
        fields.sum().set(sum);
        fields.mxr().set(mxr);
        fields.tvm().set(tvm);
        fields.tw().set(tw);
        fields.tsr().set(tsr);
        fields.spvp().set(spvp);
        fields.hu().set(hu);
        fields.vtvm().set(vtvm);
        fields.vtw().set(vtw);
        fields.vtsr().set(vtsr);
        fields.gSie().set(gSie);
        fields.gSum().set(gSum);
        fields.gMxr().set(gMxr);
    }

    private Bits read() {
        Bits xl = Bits.lit(XLEN_64, 2);
        Bits machine = CsrWord.of("mstatus").with("SIE", sie).with("MIE", mie).with("SPIE", spie).with("MPIE", mpie).with("SPP", spp)
                .with("MPP", mpp).with("MPRV", mprv).with("SUM", sum).with("MXR", mxr).with("TVM", tvm).with("TW", tw).with("TSR", tsr)
                .with("GVA", gva).with("MPV", mpv).with("UXL", xl).with("SXL", xl).bits();
        Bits supervisor = CsrWord.of("sstatus").with("SIE", sie).with("SPIE", spie).with("SPP", spp).with("SUM", sum).with("MXR", mxr)
                .with("UXL", xl).bits();
        Bits hypervisor = CsrWord.of("hstatus").with("GVA", hGva).with("SPV", spv).with("SPVP", spvp).with("HU", hu).with("VTVM", vtvm)
                .with("VTW", vtw).with("VTSR", vtsr).with("VSXL", xl).bits();
        Bits guest = CsrWord.of("vsstatus").with("SIE", gSie).with("SPIE", gSpie).with("SPP", gSpp).with("SUM", gSum).with("MXR", gMxr)
                .with("UXL", xl).bits();
        return csr.reads("mstatus", machine).or(csr.reads("sstatus", supervisor)).or(csr.reads("hstatus", hypervisor))
                .or(csr.reads("vsstatus", guest));
    }

    private void write() {
        when(csr.writes("mstatus").or(csr.writes("sstatus")), () -> {
            take(sie, "mstatus", "SIE");
            take(spie, "mstatus", "SPIE");
            take(spp, "mstatus", "SPP");
            take(sum, "mstatus", "SUM");
            take(mxr, "mstatus", "MXR");
        });
        when(csr.writes("mstatus"), () -> {
            take(mie, "mstatus", "MIE");
            take(mpie, "mstatus", "MPIE");
            Bits newMpp = CsrWord.field("mstatus", "MPP", csr.data());
            when(newMpp.ne(2), () -> mpp.set(newMpp)); // WARL: a reserved value leaves it
            take(mprv, "mstatus", "MPRV");
            take(tvm, "mstatus", "TVM");
            take(tw, "mstatus", "TW");
            take(tsr, "mstatus", "TSR");
            take(gva, "mstatus", "GVA");
            take(mpv, "mstatus", "MPV");
        });
        when(csr.writes("hstatus"), () -> {
            take(hGva, "hstatus", "GVA");
            take(spv, "hstatus", "SPV");
            take(spvp, "hstatus", "SPVP");
            take(hu, "hstatus", "HU");
            take(vtvm, "hstatus", "VTVM");
            take(vtw, "hstatus", "VTW");
            take(vtsr, "hstatus", "VTSR");
        });
        when(csr.writes("vsstatus"), () -> {
            take(gSie, "vsstatus", "SIE");
            take(gSpie, "vsstatus", "SPIE");
            take(gSpp, "vsstatus", "SPP");
            take(gSum, "vsstatus", "SUM");
            take(gMxr, "vsstatus", "MXR");
        });
    }

    private void take(Reg register, String name, String field) {
        register.set(CsrWord.field(name, field, csr.data()));
    }

    private void traps() {
        Bits fromSupervisor = privilege.bit(0); // of traps from S and U alone
        when(transition.toMachine(), () -> {
            mpp.set(privilege);
            mpie.set(mie);
            mie.set(0);
            mpv.set(inGuest);
            gva.set(transition.guestAddress());
            privilege.set(Mode.MACHINE);
            inGuest.set(0);
        });
        when(transition.toSupervisor(), () -> {
            spp.set(fromSupervisor);
            spie.set(sie);
            sie.set(0);
            spv.set(inGuest);
            hGva.set(transition.guestAddress());
            when(inGuest, () -> spvp.set(fromSupervisor)); // written by traps from V=1 alone (P 8.2.1)
            privilege.set(Mode.SUPERVISOR);
            inGuest.set(0);
        });
        when(transition.toGuest(), () -> {
            gSpp.set(fromSupervisor);
            gSpie.set(gSie);
            gSie.set(0);
            privilege.set(Mode.SUPERVISOR);
        });
    }

    private void returns() {
        Bits toMachine = mpp.eq(Mode.MACHINE);
        machineReturn.privilege().set(mpp);
        machineReturn.virtual().set(mpv.and(toMachine.not()));
        supervisorReturn.privilege().set(inGuest.mux(gSpp, spp).zext(2));
        supervisorReturn.virtual().set(inGuest.or(spv));
        when(transition.machineReturn(), () -> {
            mie.set(mpie);
            mpie.set(1);
            mpp.set(Mode.USER);
            mpv.set(0);
            when(toMachine.not(), () -> mprv.set(0));
            privilege.set(machineReturn.privilege());
            inGuest.set(machineReturn.virtual());
        });
        when(transition.supervisorReturn(), () -> {
            mprv.set(0);
            when(inGuest, () -> {
                gSie.set(gSpie);
                gSpie.set(1);
                gSpp.set(0);
            }).otherwise(() -> {
                sie.set(spie);
                spie.set(1);
                spp.set(0);
                spv.set(0);
            });
            privilege.set(supervisorReturn.privilege());
            inGuest.set(supervisorReturn.virtual());
        });
        Bits several = Bundle.signals(transition).stream().limit(5).map(s -> s.zext(3)).reduce(Bits.lit(0, 3), Bits::plus);
        assertThat(several.ltu(2), "two changes of mode at once");
        assertThat(inGuest.and(privilege.eq(Mode.MACHINE)).not(), "V=1 in M");
        assertThat(privilege.ne(2), "privilege 2");
    }
}
