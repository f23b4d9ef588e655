package org.haiov.blocks.soc;

import org.haiov.blocks.core.Retirement;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Keeps a hart's retirements in a ring for whoever simulates, so that the simulation runs in bulk and is read now and then. A retirement is
 * a row of {@link #COLUMNS} words of 64 bits, each column a memory of its own.
 */
public final class RetirementRecorder extends Component {
    /** Rows of the ring. */
    public static final int ROWS = 4096;
    /** Columns: the memories {@code column_0} and so on. */
    public static final int COLUMNS = 8;
    /** Bits of a row's number, one more than ROWS needs: it tells a full ring from an empty one. */
    public static final int NUMBER_BITS = 13;

    /** Places in column 0. */
    public static final int PRIVILEGE = 32;
    public static final int VIRTUAL = 34;
    public static final int RD = 35;
    public static final int TRAP = 40;
    public static final int CAUSE = 41;
    public static final int CSR_WRITE = 48;
    public static final int ACCESS = 49;
    public static final int PENDING = 50;
    /** Place of the CSR's number in column 5, above the physical address. */
    public static final int CSR_ADDRESS = 48;

    public final Retirement retirement;
    /** Rows are written modulo {@link #ROWS}; this is the next one's number, modulo twice as many. */
    public final Signal next = output(NUMBER_BITS);
    /** The first row that was not read yet. */
    public final Signal read = input(NUMBER_BITS);
    /** The ring may be full in the next cycle. */
    public final Signal full = output(1);

    public RetirementRecorder(int physicalBits) {
        retirement = input(Retirement.shape(physicalBits));
        Reg row = reg(NUMBER_BITS, 0);
        Reg cycle = reg(64, 0);
        cycle.set(cycle.plus(1));
        Retirement r = retirement;
        Bits[] words = {
            Bits.cat(r.pending(), r.access(), r.csrWrite(), r.cause(), r.trap(), r.rd(), r.virtual(), r.privilege(), r.instruction()).zext(64),
            r.pc(),
            r.trap().mux(r.trapValue(), r.value()),
            r.csrWrite().mux(r.csrData(), r.address()),
            r.data(),
            Bits.cat(r.csrAddress(), r.physical().zext(CSR_ADDRESS)).zext(64),
            r.guestAddress().zext(64),
            cycle};
        for (int c = 0; c < COLUMNS; c++) {
            Mem column = mem(64, ROWS);
            column.named("column_" + c);
            Bits word = words[c];
            when(r.valid(), () -> column.write(row.low(NUMBER_BITS - 1), word));
        }
        when(r.valid(), () -> row.set(row.plus(1)));
        next.set(row);
        full.set(row.minus(read).geu(ROWS - 2));
    }
}
