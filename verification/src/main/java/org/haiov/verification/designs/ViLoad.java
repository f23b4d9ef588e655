package org.haiov.verification.designs;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.vi.HartLink;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.blocks.vi.ViController;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * The VI controller under load, as a benchmark: software and harts are hardware too, and random by a shift register, so that nothing
 * is driven from outside but clock and reset. {@code hash} depends on all that the controller answers, presents and returns.
 */
public final class ViLoad extends Component {
    public final Signal hash = output(64);

    public ViLoad(ViConfig c) {
        ViController controller = add(new ViController(c));
        ViLoadSetup software = add(new ViLoadSetup(c));
        Reg stimulus = reg(64, 0x9E3779B97F4A7C15L);
        Bits shifted = stimulus.xor(stimulus.shl(13));
        Bits folded = shifted.xor(shifted.shru(7));
        stimulus.set(folded.xor(folded.shl(17)));

        software.random.set(stimulus);
        software.ready.set(controller.reg.ready());
        software.responded.set(controller.rsp.valid());
        controller.reg.valid().set(software.valid);
        controller.reg.write().set(software.write);
        controller.reg.address().set(software.address);
        controller.reg.size().set(3);
        controller.reg.wdata().set(software.wdata);

        List<Bits> seen = new ArrayList<>();
        for (int h = 0; h < c.harts(); h++) {
            ViLoadHart hart = add(new ViLoadHart(c));
            hart.random.set(rotated(stimulus, 11 * h));
            hart.go.set(software.done);
            connect(hart, controller.hart.get(h));
            seen.add(shown(controller.hart.get(h)));
        }
        HartLink.User user = controller.hart.get(0).u();
        seen.addAll(List.of(user.suatp(), user.limit(), controller.rsp.rdata(), controller.rsp.valid(), controller.rsp.error()));
        Reg digest = reg(64, 0);
        Bits mixed = rotated(digest, 1);
        for (int i = 0; i < seen.size(); i++) {
            Bits value = seen.get(i);
            mixed = mixed.xor(rotated(value.width() < 64 ? value.zext(64) : value, 7 * i));
        }
        digest.set(mixed);
        hash.set(digest);
    }

    private static void connect(ViLoadHart hart, HartLink link) {
        hart.ready.set(link.req().ready());
        hart.offer.set(link.s().offer());
        hart.push.set(link.u().push());
        hart.withdraw.set(link.u().withdraw());
        link.req().valid().set(hart.request);
        link.req().index().set(hart.index);
        link.req().slot().set(hart.slot);
        link.status().mode().set(hart.mode);
        link.status().wfi().set(hart.wfi);
        link.status().uve().set(1);
        link.status().en().set(1);
        link.s().claim().set(hart.claim);
        link.u().event().set(hart.userEvent);
        link.vs().enable().set(0);
        link.vs().slot().set(0);
        link.vs().vcpu().set(0);
        link.vs().claim().set(0);
        link.vs().change().set(0);
    }

    private static Bits shown(HartLink link) {
        return Bits.cat(link.req().ready(), link.ans().valid(), link.ans().ok(), link.s().offer(), link.s().vid(), link.s().priority(),
                link.u().push(), link.u().vid(), link.u().withdraw());
    }

    private static Bits rotated(Bits value, int by) {
        int amount = by % 64;
        return amount == 0 ? value : Bits.cat(value.low(64 - amount), value.high(amount));
    }
}
