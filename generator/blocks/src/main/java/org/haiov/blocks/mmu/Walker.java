package org.haiov.blocks.mmu;

import java.util.function.Consumer;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;
import org.haiov.hdl.lib.Packed;

/**
 * One translation from the beginning: Sv39 or no first stage, Sv39x4 or no G-stage (P 4.3.2, 4.4.1, 8.5.1), then PMP and PMA of the page. Two
 * caches take short cuts: tables of the last level of both stages, and results of the G-stage. What they do not hold or not allow is read
 * from memory, so that every fault is one of PTEs read for it.
 */
final class Walker extends Component {
    private enum State {
        REST,
        /** The first stage begins: at a table of the last level that is known, or at the root. */
        FIRST, FIRST_ROOT,
        /** The G-stage of {@code page} begins: its result is known, or it goes on at a known table, or at the root. */
        GUEST, GUEST_POINTER, GUEST_ROOT,
        /** {@code physicalPage} has the PTE to read; it was read: what does it say, and was it allowed? */
        READ, CHECK,
        /** {@code physicalPage} is the page that the address leads to: may it be accessed? */
        PROTECT, JUDGE,
        DONE, FAILED,
        /** A read that nobody wants any more. */
        DRAIN
    }

    /** Level of root tables. */
    private static final int TOP = 2;

    /** The request; stays while the walker is not ready. */
    final Signal address = input(64);
    final Signal kind = input(2);
    final Regime regime = input(Regime.shape());
    final TlbTag tag;
    final AddressSpaces spaces;
    /** Xhaiov 3: MMIO leaves are there; the access is a load or store instruction with V=1. */
    final Signal mmioLeaves = input(1);
    final Signal plain = input(1);

    /** Pulse, while ready. */
    final Signal start = input(1);
    /** Forget the request: neither done nor failed comes for it in a later cycle. */
    final Signal abort = input(1);
    final Signal ready = output(1);
    /** One cycle, with {@code entry} and {@code size}, the level of the first stage's leaf, 0 without. */
    final Signal done = output(1);
    final PageEntry entry;
    final Signal size = output(2);
    /** One cycle, with {@code fault}. */
    final Signal failed = output(1);
    final TranslationFault fault = output(TranslationFault.shape());

    /** Forget tables of the last level; results of the G-stage. */
    final Signal forgetPointers = input(1);
    final Signal forgetGuestPages = input(1);

    final WalkLink memory;
    final Protection protection = output(Protection.shape());

    Walker(HartConfig c) {
        tag = input(TlbTag.shape(c));
        spaces = input(AddressSpaces.shape(c));
        entry = output(PageEntry.shape(c));
        memory = output(WalkLink.shape(c.physicalBits()));
        address.ignored();
        memory.data().ignored();
        regime.machine().ignored();
        regime.virtual().ignored();
        spaces.satp().on().ignored();
        spaces.satp().id().ignored();
        spaces.vsatp().on().ignored();
        spaces.vsatp().id().ignored();
        spaces.hgatp().on().ignored();
        spaces.hgatp().root().ignored();
        spaces.hgatp().id().ignored();

        // where the first stage has come to, guest-physical if there is a G-stage: a table, in the end the page
        Reg page = reg(64 - HartConfig.PAGE_BITS, 0);
        // a physical page: the table that the next PTE is read of, in the end what all leads to
        Reg physicalPage = reg(Pma.PAGE_NUMBER_BITS, 0);
        Reg firstLevel = reg(2, 0);
        Reg guestLevel = reg(2, 0);
        Reg leafLevel = reg(2, 0);
        // whose PTE is read; and whether the G-stage works for a table of the first stage
        Reg inGuest = reg(1, 0);
        Reg implicit = reg(1, 0);
        PageRights rights = reg(PageRights.shape());
        Reg user = reg(1, 0);
        Pte pte = reg(Pte.shape());
        Reg readFailed = reg(1, 0);
        Enumerated<FaultKind> failure = reg(FaultKind.ACCESS);
        Signal nextPage = wire(physicalPage.width());
        nextPage.set(physicalPage);
        Signal loads = wire(1);
        loads.set(0);
        StateMachine<State> state = machine(State.REST);

        Bits virtualPage = address.slice(38, HartConfig.PAGE_BITS);
        Bits canonical = address.high(26).all().or(address.high(26).isZero());

        // the caches: one key at a time, of the stage that is at work
        SmallCache guestPages = add(new SmallCache(GuestPage.NUMBER_BITS + c.vmidBits(), Packed.width(GuestPage.shape(c)), c.walker().guestPages()));
        // pages that stand alone in their 2 MiB get places of their own, too
        Bits guestPlace = page.low(9).xor(page.slice(17, 9));
        guestPages.key.set(Bits.cat(tag.vmid(), page.slice(GuestPage.NUMBER_BITS - 1, 9), guestPlace));
        GuestPage guestPage = wire(GuestPage.shape(c));
        Packed.set(guestPage, guestPages.found);
        guestPages.flush.set(forgetGuestPages);
        PointerCache pointers = add(new PointerCache(c));
        Bundle.set(pointers.tag, tag);
        pointers.guest.set(state.is(State.GUEST_POINTER).or(state.is(State.CHECK).and(inGuest)));
        pointers.virtualPage.set(virtualPage);
        pointers.guestPage.set(page.low(GuestPage.NUMBER_BITS));
        pointers.flush.set(forgetPointers);

        // PTEs
        PteCheck check = add(new PteCheck());
        Bits level = inGuest.mux(guestLevel, firstLevel);
        Bundle.set(check.pte, pte);
        check.level.set(level);
        check.guest.set(inGuest);
        check.kind.set(inGuest.and(implicit).mux(AccessKind.LOAD.ordinal(), kind));
        check.user.set(regime.user());
        check.sum.set(regime.sum());
        check.executableReadable.set(inGuest.mux(regime.guestExecutableReadable().and(implicit.not()), regime.executableReadable()));
        check.mmioLeaves.set(mmioLeaves);
        PageRights allowed = wire(PageRights.shape());
        allowed.from(pte);
        Bits within = inGuest.mux(page.low(18), virtualPage.low(18));
        Bits kept = pte.isPointer();
        Bits next = Bits.cat(pte.page().high(26), kept.or(level.msb().not()).mux(pte.page().slice(17, 9), within.high(9)),
                kept.or(level.any().not()).mux(pte.page().low(9), within.low(9)));

        Bits firstIndex = index(firstLevel, virtualPage.high(9), virtualPage);
        Bits guestIndex = index(guestLevel, page.slice(26, 18), page);
        Bits reads = state.is(State.READ).and(protection.memory());
        memory.valid().set(reads.or(state.is(State.DRAIN)));
        memory.address().set(Bits.cat(physicalPage.low(c.pageNumberBits()), inGuest.mux(guestIndex, firstIndex), Bits.lit(0, 3)));

        physicalPage.set(nextPage);
        protection.next().set(nextPage);
        protection.page().set(physicalPage);
        Reg loaded = delayed(loads);
        protection.start().set(loaded);
        protection.machine().set(tag.machine());

        Reg device = reg(1, 0);

        Consumer<Bits> load = value -> {
            nextPage.set(value);
            loads.set(1);
        };
        Failing fail = kind -> {
            failure.set(kind);
            if (kind == FaultKind.ACCESS || kind == FaultKind.PAGE) {
                page.set(0);
            }
            state.go(State.FAILED);
        };
        Runnable throughGuest = () -> {
            implicit.set(1);
            inGuest.set(0);
            when(tag.guest(), () -> state.go(State.GUEST)).otherwise(() -> state.go(State.READ));
        };
        Runnable leafThroughGuest = () -> {
            implicit.set(0);
            when(tag.guest(), () -> state.go(State.GUEST)).otherwise(() -> state.go(State.PROTECT));
        };

        // What is loaded does not wait for a cache's hit or a check's result: these come late, and only say how it goes on.
        state.in(State.REST, () -> when(start, () -> {
            rights.all();
            user.set(regime.user());
            leafLevel.set(0);
            page.set(address.high(page.width()));
            load.accept(address.slice(55, HartConfig.PAGE_BITS));
            when(tag.first().not(), leafThroughGuest).elseWhen(canonical, () -> state.go(State.FIRST)).otherwise(() -> fail.because(FaultKind.PAGE));
        }));
        state.in(State.FIRST, () -> {
            page.set(pointers.found.zext(page.width()));
            load.accept(pointers.found);
            firstLevel.set(0);
            when(pointers.hit, throughGuest).otherwise(() -> state.go(State.FIRST_ROOT));
        });
        state.in(State.FIRST_ROOT, () -> {
            Bits root = tag.virtual().mux(spaces.vsatp().root(), spaces.satp().root());
            page.set(root.zext(page.width()));
            load.accept(root);
            firstLevel.set(TOP);
            throughGuest.run();
        });
        state.in(State.GUEST, () -> {
            load.accept(guestPage.page().zext(physicalPage.width()));
            Bits known = guestPages.hit.and(guestPage.rights().allow(implicit.mux(AccessKind.LOAD.ordinal(), kind)));
            when(page.high(page.width() - GuestPage.NUMBER_BITS).any(), () -> fail.because(FaultKind.GUEST_PAGE))
                    .elseWhen(known.not(), () -> state.go(State.GUEST_POINTER))
                    .elseWhen(implicit, () -> state.go(State.READ))
                    .otherwise(() -> {
                        rights.restrict(guestPage.rights());
                        state.go(State.PROTECT);
                    });
        });
        state.in(State.GUEST_POINTER, () -> {
            inGuest.set(1);
            load.accept(pointers.found);
            guestLevel.set(0);
            when(pointers.hit, () -> state.go(State.READ)).otherwise(() -> state.go(State.GUEST_ROOT));
        });
        state.in(State.GUEST_ROOT, () -> {
            // Sv39x4: the root has 2048 entries in four pages
            load.accept(Bits.cat(spaces.hgatp().root().high(42), page.slice(28, 27)));
            guestLevel.set(TOP);
            state.go(State.READ);
        });
        state.in(State.READ, () -> when(protection.memory().not(), () -> fail.because(FaultKind.ACCESS)).elseWhen(memory.answered(), () -> {
            pte.from(memory.data());
            readFailed.set(memory.error());
            state.go(State.CHECK);
        }));
        Bits judged = state.is(State.CHECK).and(protection.done());
        Bits readable = readFailed.not().and(protection.rights().read());
        state.in(State.CHECK, () -> when(protection.done(), () -> {
            load.accept(next);
            when(inGuest.not(), () -> {
                page.set(next.zext(page.width()));
                Bundle.set(rights, allowed);
                user.set(pte.user());
                leafLevel.set(firstLevel);
                firstLevel.set(firstLevel.minus(1));
            }).otherwise(() -> {
                guestLevel.set(guestLevel.minus(1));
                when(implicit.not().and(pte.isPointer().not()), () -> rights.restrict(allowed));
            });
            when(readable.not(), () -> fail.because(FaultKind.ACCESS))
                    .elseWhen(check.pointer, () -> when(inGuest, () -> state.go(State.READ)).otherwise(throughGuest))
                    .elseWhen(check.leaf, () -> when(inGuest.not(), leafThroughGuest).elseWhen(implicit, () -> {
                        inGuest.set(0);
                        state.go(State.READ);
                    }).otherwise(() -> state.go(State.PROTECT)))
                    .elseWhen(check.mmio.and(implicit.not()).and(plain), () -> fail.because(FaultKind.MMIO))
                    .elseWhen(inGuest, () -> fail.because(FaultKind.GUEST_PAGE))
                    .otherwise(() -> fail.because(FaultKind.PAGE));
        }));
        pointers.write.set(judged.and(readable).and(check.pointer).and(level.eq(1)));
        pointers.page.set(next);
        guestPages.write.set(judged.and(readable).and(check.leaf).and(inGuest).and(next.high(Pma.PAGE_NUMBER_BITS - c.pageNumberBits()).isZero()));
        guestPages.data.set(Bits.cat(next.low(c.pageNumberBits()), Packed.of(allowed)));

        state.in(State.PROTECT, () -> state.go(State.JUDGE));
        Bits there = protection.memory().or(protection.device()).and(page.high(page.width() - Pma.PAGE_NUMBER_BITS).isZero());
        state.in(State.JUDGE, () -> when(protection.done(), () -> {
            Bits loadable = there.and(protection.rights().read());
            Bits writes = there.and(protection.rights().write()).and(protection.writable());
            Bits executes = there.and(protection.rights().execute()).and(protection.memory());
            rights.read().set(rights.read().and(loadable));
            rights.write().set(rights.write().and(writes));
            rights.execute().set(rights.execute().and(executes));
            device.set(protection.device());
            // PMP knows no HLVX: it is a load
            Bits passes = kind.eq(AccessKind.FETCH.ordinal()).mux(executes, kind.eq(AccessKind.STORE.ordinal()).mux(writes, loadable));
            when(passes, () -> state.go(State.DONE)).otherwise(() -> fail.because(FaultKind.ACCESS));
        }));
        state.in(State.DONE, () -> state.go(State.REST));
        state.in(State.FAILED, () -> state.go(State.REST));
        state.in(State.DRAIN, () -> when(memory.answered(), () -> state.go(State.REST)));
        when(abort.and(state.is(State.DRAIN).not()), () -> when(reads.and(memory.answered().not()),
                () -> state.go(State.DRAIN)).otherwise(() -> state.go(State.REST)));

        ready.set(state.is(State.REST));
        done.set(state.is(State.DONE));
        entry.page().set(physicalPage.low(c.pageNumberBits()));
        entry.read().set(rights.read());
        entry.write().set(rights.write());
        entry.execute().set(rights.execute());
        entry.user().set(user);
        entry.device().set(device);
        size.set(leafLevel);
        failed.set(state.is(State.FAILED));
        Bits ofGuest = failure.is(FaultKind.GUEST_PAGE).or(failure.is(FaultKind.MMIO));
        Bits offset = implicit.mux(Bits.cat(firstIndex, Bits.lit(0, 1)), address.slice(11, 2));
        fault.cause().set(FaultKind.code(failure, kind));
        fault.guestAddress().set(Bits.cat(page, ofGuest.repeat(offset.width()).and(offset)));
        fault.implicit().set(ofGuest.and(implicit));
    }

    /** Fails for the reason given. A guest-physical address that is none of the fault's is not left behind. */
    private interface Failing {
        void because(FaultKind kind);
    }

    /** Of a page number the nine bits that index a table of the level. */
    private static Bits index(Bits level, Bits top, Bits page) {
        return level.msb().mux(top, level.bit(0).mux(page.slice(17, 9), page.low(9)));
    }
}
