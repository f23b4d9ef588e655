package org.haiov.blocks.bus;

import org.haiov.blocks.config.AddressRange;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory.UnderWrite;

/**
 * Main memory for simulation: an AXI4 slave with one large memory, {@code ram}, which engines fill and read by its path. It takes
 * incrementing bursts of 64-bit beats, a read and a write at a time; others are a failed assertion. Addresses outside its range give
 * DECERR.
 */
public final class SimulationMemory extends Component {
    /** Name of the memory within. */
    public static final String RAM = "ram";
    private static final int LATENCY_BITS = 10;

    public final AxiLink axi;

    /**
     * @param addressBits bits of an address
     * @param idBits bits of an ID
     * @param range size a power of two from 16 bytes to 8 GiB, and base a multiple of it
     * @param latency cycles from the acceptance of an address to the first word, and from the last word to the response, 1 to 1000
     */
    public SimulationMemory(int addressBits, int idBits, AddressRange range, int latency) {
        if (Long.bitCount(range.size()) != 1 || (range.base() & range.size() - 1) != 0 || range.size() < 16 || range.size() >> 33 > 1) {
            throw new HaiovException("memory of 0x" + Long.toHexString(range.size()) + " bytes at 0x" + Long.toHexString(range.base())
                    + ": the size must be a power of two from 16 bytes to 8 GiB, and the base a multiple of it");
        }
        if (latency < 1 || latency > 1000) {
            throw new HaiovException("memory latency of " + latency + " cycles: 1 to 1000 are possible");
        }
        axi = input(AxiLink.shape(addressBits, idBits));
        Mem ram = mem(64, Math.toIntExact(range.size() / 8));
        read(ram, range, latency);
        write(ram, range, latency);
        shape(axi.ar());
        shape(axi.aw());
    }

    private void shape(AxiLink.Address a) {
        when(a.valid(), () -> {
            assertThat(a.burst().eq(AxiLink.INCR).and(a.size().eq(3)), "the simulation memory takes INCR bursts of 64 bits alone");
            assertThat(a.addr().low(3).isZero(), "the simulation memory takes aligned addresses alone");
            assertThat(a.lock().isZero(), "the simulation memory takes no exclusive accesses");
        });
        a.cache().ignored();
        a.prot().ignored();
        a.qos().ignored();
    }

    private static Bits index(Bits address, Mem ram) {
        return address.slice(ram.addressWidth() + 2, 3);
    }

    private void read(Mem ram, AddressRange range, int latency) {
        Reg readBusy = reg(1, 0);
        Reg readWait = reg(LATENCY_BITS, 0);
        Reg readAt = reg(ram.addressWidth(), 0);
        Reg readLeft = reg(8, 0);
        Reg readOutside = reg(1, 0);
        Reg readId = reg(axi.ar().id().width(), 0);
        axi.ar().ready().set(readBusy.not());
        Signal readStarts = wire(1);
        readStarts.set(axi.ar().valid().and(readBusy.not()));
        Signal readMoves = wire(1);
        readMoves.set(axi.r().valid().and(axi.r().ready()));

        Signal readNext = wire(ram.addressWidth());
        readNext.set(readStarts.mux(index(axi.ar().addr(), ram), readMoves.mux(readAt.plus(1), readAt)));
        readAt.set(readNext);
        Bits word = ram.readSync(readNext, UnderWrite.OLD);
        when(readStarts, () -> {
            readBusy.set(1);
            readWait.set(latency - 1);
            readLeft.set(axi.ar().len());
            readId.set(axi.ar().id());
            readOutside.set(range.contains(axi.ar().addr(), 0).not());
        }).elseWhen(readWait.any(), () -> readWait.set(readWait.minus(1)));
        when(readMoves, () -> {
            readLeft.set(readLeft.minus(1));
            when(readLeft.isZero(), () -> readBusy.set(0));
        });
        axi.r().valid().set(readBusy.and(readWait.isZero()));
        axi.r().id().set(readId);
        axi.r().data().set(word);
        axi.r().resp().set(readOutside.mux(AxiLink.DECERR, Bits.lit(AxiLink.OKAY, 2)));
        axi.r().last().set(readLeft.isZero());
    }

    private void write(Mem ram, AddressRange range, int latency) {
        Reg writeBusy = reg(1, 0);
        Reg writing = reg(1, 0);
        Reg writeWait = reg(LATENCY_BITS, 0);
        Reg writeAt = reg(ram.addressWidth(), 0);
        Reg writeLeft = reg(8, 0);
        Reg writeOutside = reg(1, 0);
        Reg writeId = reg(axi.aw().id().width(), 0);
        axi.aw().ready().set(writeBusy.not());
        axi.w().ready().set(writing);
        when(axi.aw().valid().and(writeBusy.not()), () -> {
            writeBusy.set(1);
            writing.set(1);
            writeAt.set(index(axi.aw().addr(), ram));
            writeLeft.set(axi.aw().len());
            writeId.set(axi.aw().id());
            writeOutside.set(range.contains(axi.aw().addr(), 0).not());
        });
        when(axi.w().valid().and(writing), () -> {
            writeAt.set(writeAt.plus(1));
            writeLeft.set(writeLeft.minus(1));
            when(writeOutside.not(), () -> ram.write(writeAt, axi.w().data(), axi.w().strb()));
            when(writeLeft.isZero(), () -> {
                writing.set(0);
                writeWait.set(latency - 1);
            });
            assertThat(axi.w().last().eq(writeLeft.isZero()), "a write burst of another length than its address says");
        });
        when(writeBusy.and(writing.not()).and(writeWait.any()), () -> writeWait.set(writeWait.minus(1)));
        axi.b().valid().set(writeBusy.and(writing.not()).and(writeWait.isZero()));
        axi.b().id().set(writeId);
        axi.b().resp().set(writeOutside.mux(AxiLink.DECERR, Bits.lit(AxiLink.OKAY, 2)));
        when(axi.b().valid().and(axi.b().ready()), () -> writeBusy.set(0));
    }
}
