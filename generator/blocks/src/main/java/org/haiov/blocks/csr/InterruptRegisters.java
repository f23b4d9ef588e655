package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * mip, mie, mideleg, hideleg, hvip and the views on them; which interrupt is to be taken (P 3.1.8, 3.1.9, 4.1.3, 8.2.2 to 8.2.4, 8.2.11,
 * 8.4.2). Numbers are kept where mip has them; VS level is one place higher than its guest sees it.
 */
final class InterruptRegisters extends Component {
    private static final int WIDTH = InterruptBits.WIDTH;

    final CsrPort csr = input(CsrPort.shape());
    final Mode mode = input(Mode.shape());
    final StatusFields status = input(StatusFields.shape());
    /** Lines from outside and from the timers, at mip's places: MSI, MTI, MEI, SEI, STI, VSTI; the others 0. */
    final Signal lines = input(WIDTH);
    /** menvcfg.STCE: STIP belongs to the comparator (Sstc 1.0, chapter 2). */
    final Signal comparator = input(1);
    /** What CSRRS and CSRRC work on: the value without lines. */
    final Signal modified = output(64);
    final DueInterrupt due = output(DueInterrupt.shape());
    /** An enabled interrupt pends, whatever the global enables say: WFI ends (P 3.3.3). */
    final Signal wakes = output(1);
    /** mip, for the retirement port. */
    final Signal pending = output(WIDTH);

    private final Reg enabled = reg(WIDTH, 0);
    private final Reg software = reg(WIDTH, 0);
    /** Of bits 1, 5, 9; those of VS level read 1 (P 8.4.2). */
    private final Reg delegated = reg(WIDTH, 0);
    private final Reg guestDelegated = reg(WIDTH, 0);

    InterruptRegisters() {
        Bits now = software.or(lines);
        pending.set(now);
        Bits delegation = delegated.or(InterruptBits.GUEST);
        csr.value().set(read(now, delegation).or(csr.reads("mie", enabled)).or(csr.reads("sie", enabled.and(delegated)))
                .or(csr.reads("hie", enabled.and(InterruptBits.GUEST))).or(csr.reads("vsie", enabled.and(guestDelegated).shru(1)))
                .or(csr.reads("mideleg", delegation)).or(csr.reads("hideleg", guestDelegated)));
        modified.set(read(software, delegation));
        write();
        choose(now, delegation);
    }

    /** mip and what is seen of it elsewhere, of one set of pending bits. */
    private Bits read(Bits from, Bits delegation) {
        return csr.reads("mip", from).or(csr.reads("sip", from.and(delegated))).or(csr.reads("hip", from.and(InterruptBits.GUEST)))
                .or(csr.reads("hvip", software.and(InterruptBits.GUEST))).or(csr.reads("vsip", from.and(guestDelegated).shru(1)));
    }

    private void write() {
        Bits data = csr.data().low(WIDTH);
        Bits shifted = data.shl(1);
        when(csr.writes("mie"), () -> enabled.set(data.and(InterruptBits.ALL)));
        when(csr.writes("sie"), () -> enabled.set(masked(enabled, data, delegated)));
        when(csr.writes("hie"), () -> enabled.set(masked(enabled, data, constant(InterruptBits.GUEST))));
        when(csr.writes("vsie"), () -> enabled.set(masked(enabled, shifted, guestDelegated)));
        when(csr.writes("mideleg"), () -> delegated.set(data.and(InterruptBits.SUPERVISOR)));
        when(csr.writes("hideleg"), () -> guestDelegated.set(data.and(InterruptBits.GUEST)));

        long always = InterruptBits.mask(InterruptBits.SSI, InterruptBits.SEI, InterruptBits.VSSI);
        Bits timer = constant(InterruptBits.mask(InterruptBits.STI));
        when(csr.writes("mip"), () -> software.set(masked(software, data, comparator.mux(constant(always), timer.or(always)))));
        when(csr.writes("sip"), () -> software.set(masked(software, data, delegated.and(InterruptBits.mask(InterruptBits.SSI)))));
        when(csr.writes("hvip"), () -> software.set(masked(software, data, constant(InterruptBits.GUEST))));
        when(csr.writes("hip"), () -> software.set(masked(software, data, constant(InterruptBits.mask(InterruptBits.VSSI)))));
        when(csr.writes("vsip"), () -> software.set(masked(software, shifted, guestDelegated.and(InterruptBits.mask(InterruptBits.VSSI)))));
        when(comparator, () -> software.bit(InterruptBits.STI).set(0));
    }

    private void choose(Bits now, Bits delegation) {
        Bits ready = now.and(enabled);
        wakes.set(ready.any());
        Bits machineOpen = mode.isMachine().not().or(status.mie());
        Bits supervisorOpen = mode.isMachine().not().and(mode.virtual().or(mode.isUser()).or(status.sie()));
        Bits guestOpen = mode.virtual().and(mode.isUser().or(status.gSie()));
        Bits machine = ready.and(delegation.not()).and(machineOpen.repeat(WIDTH));
        Bits supervisor = ready.and(delegation).and(guestDelegated.not()).and(supervisorOpen.repeat(WIDTH));
        Bits guest = ready.and(guestDelegated).and(guestOpen.repeat(WIDTH));
        Bits chosen = machine.any().mux(machine, supervisor.any().mux(supervisor, guest));

        DueInterrupt next = wire(DueInterrupt.shape());
        next.valid().set(chosen.any());
        next.toMachine().set(machine.any());
        next.toSupervisor().set(machine.any().not().and(supervisor.any()));
        Bits code = Bits.lit(0, 6);
        for (int number : InterruptBits.ORDER.reversed()) {
            code = chosen.bit(number).mux(Bits.lit(number, 6), code);
        }
        next.code().set(code);
        // A register: modes and enables change only with everything behind fetched anew, so it is right again when the next one gets to W.
        DueInterrupt held = reg(DueInterrupt.shape());
        Bundle.set(held, next);
        Bundle.set(due, held);
    }

    private static Bits masked(Bits old, Bits value, Bits writable) {
        return old.and(writable.not()).or(value.and(writable));
    }

    private static Bits constant(long mask) {
        return Bits.lit(mask, WIDTH);
    }
}
