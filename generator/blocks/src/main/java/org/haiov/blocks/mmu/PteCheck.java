package org.haiov.blocks.mmu;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * Steps 3 to 7 of P 4.3.2 on one page-table entry, with Svade, for both stages (8.5.1): combinational. Where no output is 1 the entry is one to
 * fault on.
 */
final class PteCheck extends Component {
    final Pte pte = input(Pte.shape());
    /** 2: 1 GiB, 1: 2 MiB, 0: 4 KiB. */
    final Signal level = input(2);
    /** The G-stage, which wants U=1 whoever asks. */
    final Signal guest = input(1);
    /** {@link AccessKind}; a load for PTEs of the first stage. */
    final Signal kind = input(2);
    final Signal user = input(1);
    final Signal sum = input(1);
    /** The stage's MXR. */
    final Signal executableReadable = input(1);
    /** Bit 58 of G-stage leaves has its meaning of Xhaiov 3. */
    final Signal mmioLeaves = input(1);

    /** Go on with the table it names. */
    final Signal pointer = output(1);
    /** The page it names may be accessed so. */
    final Signal leaf = output(1);
    /** An MMIO leaf of Xhaiov, of which nothing else is looked at. */
    final Signal mmio = output(1);

    PteCheck() {
        pte.page().ignored();
        Bits fetch = kind.eq(AccessKind.FETCH.ordinal());
        Bits store = kind.eq(AccessKind.STORE.ordinal());
        Bits loadExecutable = kind.eq(AccessKind.LOAD_EXECUTABLE.ordinal());

        Bits mmioLeaf = pte.mmio().and(guest).and(mmioLeaves).and(pte.isPointer().not());
        Bits wellFormed = pte.valid().and(pte.write().and(pte.read().not()).not()).and(pte.reserved().not());
        Bits plain = wellFormed.and(pte.mmio().not());
        mmio.set(wellFormed.and(mmioLeaf));

        // D, A and U of a pointer are reserved (4.3.1)
        Bits bare = Bits.cat(pte.dirty(), pte.accessed(), pte.user()).isZero();
        pointer.set(plain.and(pte.isPointer()).and(bare).and(level.any()));

        Bits reachable = guest.or(user).mux(pte.user(), pte.user().not().or(sum.and(fetch.not())));
        Signal permitted = wire(1);
        permitted.set(pte.read().or(executableReadable.and(pte.execute())));
        when(fetch.or(loadExecutable), () -> permitted.set(pte.execute())).elseWhen(store, () -> permitted.set(pte.write()));
        Bits marked = pte.accessed().and(store.not().or(pte.dirty()));
        Bits aligned = level.any().not().or(pte.page().low(9).isZero()).and(level.msb().not().or(pte.page().slice(17, 9).isZero()));
        leaf.set(plain.and(pte.isPointer().not()).and(reachable).and(permitted).and(marked).and(aligned));
    }
}
