package org.haiov.blocks.coherence;

import org.haiov.blocks.bus.AxiLink;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Lines of memory over AXI4: a line is one INCR burst of 64-bit beats, reads with ID 0, writes with ID 1. */
public final class AxiMaster extends Component {
    private static final int READ_ID = 0;
    private static final int WRITE_ID = 1;

    public final LineMemory lines;
    public final AxiLink axi;

    /**
     * @param physicalBits bits of an address
     * @param words 64-bit words of a line, a power of two
     * @param idBits bits of an ID
     */
    public AxiMaster(int physicalBits, int words, int idBits) {
        int lineBits = 3 + Integer.numberOfTrailingZeros(words);
        lines = input(LineMemory.shape(physicalBits - lineBits));
        axi = output(AxiLink.shape(physicalBits, idBits));
        axi.ar().burst(READ_ID, words);
        axi.aw().burst(WRITE_ID, words);
        read(words, lineBits);
        write(words, lineBits);
    }

    private void read(int words, int lineBits) {
        Reg reading = reg(1, 0);
        Reg failed = reg(1, 0);
        Reg count = reg(Math.max(1, Integer.numberOfTrailingZeros(words)), 0);
        LineMemory.Read read = lines.read();
        axi.ar().valid().set(read.req().valid().and(reading.not()));
        axi.ar().addr().set(Bits.cat(read.req().address(), Bits.lit(0, lineBits)));
        read.req().ready().set(axi.ar().ready().and(reading.not()));
        when(axi.ar().valid().and(axi.ar().ready()), () -> {
            reading.set(1);
            failed.set(0);
            count.set(0);
        });
        Signal fails = wire(1);
        fails.set(failed.or(axi.r().resp().bit(1)));
        read.rsp().valid().set(axi.r().valid());
        read.rsp().word().set(1);
        read.rsp().data().set(axi.r().data());
        read.rsp().done().set(axi.r().last());
        read.rsp().error().set(fails);
        axi.r().ready().set(read.rsp().ready());
        when(axi.r().valid().and(axi.r().ready()), () -> {
            failed.set(fails);
            count.set(count.plus(1));
            when(axi.r().last(), () -> reading.set(0));
        });
        when(axi.r().valid(), () -> {
            assertThat(reading, "AXI read data without a read");
            assertThat(axi.r().id().eq(READ_ID), "AXI read data with a foreign ID");
            assertThat(axi.r().last().eq(count.eq(words - 1)), "AXI read burst of another length than asked for");
        });
    }

    private void write(int words, int lineBits) {
        Reg busy = reg(1, 0);
        Reg address = reg(lines.write().req().address().width());
        Reg addressing = reg(1, 0);
        Reg sending = reg(1, 0);
        Reg count = reg(Math.max(1, Integer.numberOfTrailingZeros(words)), 0);
        LineMemory.Write write = lines.write();
        write.req().ready().set(busy.not());
        // address and data go independently: a slave may wait for either before it takes the other (A3.3.1)
        when(write.req().valid().and(busy.not()), () -> {
            busy.set(1);
            addressing.set(1);
            sending.set(1);
            count.set(0);
            address.set(write.req().address());
        });
        axi.aw().valid().set(addressing);
        axi.aw().addr().set(Bits.cat(address, Bits.lit(0, lineBits)));
        when(addressing.and(axi.aw().ready()), () -> addressing.set(0));

        axi.w().valid().set(sending.and(write.out().valid()));
        axi.w().data().set(write.out().data());
        axi.w().strb().set(write.out().mask());
        axi.w().last().set(count.eq(words - 1));
        write.out().ready().set(sending.and(axi.w().ready()));
        when(axi.w().valid().and(axi.w().ready()), () -> {
            count.set(count.plus(1));
            when(axi.w().last(), () -> sending.set(0));
        });

        axi.b().ready().set(1);
        write.performed().done().set(axi.b().valid());
        write.performed().error().set(axi.b().resp().bit(1));
        when(axi.b().valid(), () -> {
            busy.set(0);
            assertThat(busy.and(addressing.not()).and(sending.not()), "AXI write response without a write");
            assertThat(axi.b().id().eq(WRITE_ID), "AXI write response with a foreign ID");
        });
    }
}
