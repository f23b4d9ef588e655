package org.haiov.sim.golden.machine;

import java.util.List;
import java.util.function.LongSupplier;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hcs.ViPort;
import org.haiov.sim.golden.vi.ActingController;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.UserEvent;

/** One hart's way to the VI controller of the machine. */
final class ViLink implements ViPort {
    private final ActingController controller;
    private final int hart;
    private final List<Hart> harts;
    private long deadline;

    private ViLink(ActingController controller, int hart, List<Hart> harts) {
        this.controller = controller;
        this.hart = hart;
        this.harts = harts;
        this.deadline = controller.deadline();
    }

    /** A controller with all harts connected to it. */
    static ActingController connect(List<Hart> harts, Configuration size, LongSupplier clock) {
        ActingController controller = new ActingController(size, harts.stream().map(hart -> hart.xhaiov().link()).toList(), clock);
        for (int h = 0; h < harts.size(); h++) {
            harts.get(h).xhaiov().connect(new ViLink(controller, h, harts));
        }
        return controller;
    }

    @Override
    public boolean request(long index, int slot) {
        boolean good = controller.request(index, slot);
        renew();
        return good;
    }

    @Override
    public void claim() {
        controller.claim(hart);
        renew();
    }

    @Override
    public void claimGuest() {
        controller.claimGuest(hart);
        renew();
    }

    @Override
    public void userEvent(UserEvent event) {
        controller.userEvent(hart, event);
        renew();
    }

    @Override
    public void guestLeaves() {
        controller.guestLeaves(hart);
    }

    @Override
    public void changed() {
        controller.look();
        renew();
    }

    @Override
    public long deadline() {
        return controller.deadline();
    }

    /** Harts count their next event themselves: a token that is waited for from now on must reach them. */
    private void renew() {
        if (controller.deadline() != deadline) {
            deadline = controller.deadline();
            harts.forEach(other -> other.state().timersChanged());
        }
    }
}
