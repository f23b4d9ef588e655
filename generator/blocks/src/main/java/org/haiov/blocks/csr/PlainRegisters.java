package org.haiov.blocks.csr;

import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/**
 * CSRs that only hold a word for software, traps and returns, in one LUT RAM with one read port and one write port. W comes first at both:
 * what M would read then is killed, or waits.
 */
final class PlainRegisters extends Component {
    /** In the order of their places. */
    static final List<String> NAMES = List.of("mepc", "mcause", "mtval", "mtval2", "mtinst", "mtvec", "mscratch", "sepc", "scause", "stval",
            "htval", "htinst", "stvec", "sscratch", "vsepc", "vscause", "vstval", "vstvec", "vsscratch");
    static final int PLACE_BITS = 5;
    private static final List<String> VECTORS = List.of("mtvec", "stvec", "vstvec");
    private static final List<String> PROGRAM_COUNTERS = List.of("mepc", "sepc", "vsepc");

    final CsrPort csr = input(CsrPort.shape());
    /** {@code csr.writeAddress} is a register of this group. */
    final Signal writesHere = output(1);
    /** W reads a place. */
    final Signal take = input(1);
    final Signal takePlace = input(PLACE_BITS);
    final Signal taken = output(64);
    /** A trap writes a place. */
    final Signal put = input(1);
    final Signal putPlace = input(PLACE_BITS);
    final Signal putData = input(64);

    PlainRegisters() {
        Mem words = mem(64, 1 << PLACE_BITS).style(Style.DISTRIBUTED);
        Bits word = words.read(take.mux(takePlace, place(csr.address())));
        taken.set(word);
        csr.value().set(isHere(csr.address()).mux(word, 0));
        writesHere.set(isHere(csr.writeAddress()));

        Bits vector = any(VECTORS, csr.writeAddress());
        Bits counter = any(PROGRAM_COUNTERS, csr.writeAddress());
        // mtvec, stvec, vstvec: a write with a reserved MODE changes nothing (P 3.1.7). xepc: bit 0 is 0 (P 3.1.14).
        Bits write = csr.write().and(writesHere).and(vector.and(csr.data().bit(1)).not());
        Bits data = Bits.cat(csr.data().high(63), csr.data().bit(0).and(counter.not()));
        when(put.or(write), () -> words.write(put.mux(putPlace, place(csr.writeAddress())), put.mux(putData, data)));
        assertThat(put.and(csr.write()).not(), "a CSR is written while a trap writes");
    }

    static int place(String name) {
        int place = NAMES.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(name + " is not a plain register");
        }
        return place;
    }

    private Bits isHere(Bits address) {
        return any(NAMES, address);
    }

    private static Bits any(List<String> names, Bits address) {
        return names.stream().map(n -> CsrPort.is(address, n)).reduce(Bits::or).orElseThrow();
    }

    private static Bits place(Bits address) {
        Bits place = Bits.lit(0, PLACE_BITS);
        for (String name : NAMES) {
            place = place.or(CsrPort.is(address, name).mux(Bits.lit(place(name), PLACE_BITS), 0));
        }
        return place;
    }
}
