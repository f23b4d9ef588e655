package org.haiov.sim.lockstep.hart;

import static org.haiov.blocks.soc.RetirementRecorder.ACCESS;
import static org.haiov.blocks.soc.RetirementRecorder.CAUSE;
import static org.haiov.blocks.soc.RetirementRecorder.COLUMNS;
import static org.haiov.blocks.soc.RetirementRecorder.CSR_ADDRESS;
import static org.haiov.blocks.soc.RetirementRecorder.CSR_WRITE;
import static org.haiov.blocks.soc.RetirementRecorder.NUMBER_BITS;
import static org.haiov.blocks.soc.RetirementRecorder.PENDING;
import static org.haiov.blocks.soc.RetirementRecorder.PRIVILEGE;
import static org.haiov.blocks.soc.RetirementRecorder.RD;
import static org.haiov.blocks.soc.RetirementRecorder.ROWS;
import static org.haiov.blocks.soc.RetirementRecorder.TRAP;
import static org.haiov.blocks.soc.RetirementRecorder.VIRTUAL;

import java.util.List;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;

/** Reads the ring of one hart's {@link org.haiov.blocks.soc.RetirementRecorder}. */
public final class RetirementReader {
    private final int hart;
    private final MemoryProbe[] columns = new MemoryProbe[COLUMNS];
    private final long[][] rows = new long[COLUMNS][ROWS];
    private final Probe next;
    private final Probe read;
    private int first;

    /**
     * @param recorder path of the recorder
     * @param next path of the top-level output that shows its {@code next}
     * @param read path of the top-level input that is its {@code read}
     */
    public RetirementReader(Simulation sim, int hart, String recorder, String next, String read) {
        this.hart = hart;
        for (int c = 0; c < COLUMNS; c++) {
            columns[c] = sim.memory(recorder + ".column_" + c);
        }
        this.next = sim.probe(next);
        this.read = sim.probe(read);
    }

    /** Memories that must be visible. */
    public static List<String> memories(String recorder) {
        return java.util.stream.IntStream.range(0, COLUMNS).mapToObj(c -> recorder + ".column_" + c).toList();
    }

    /** Adds what was retired since the last call. */
    public void drain(List<Retired> to) {
        int end = (int) next.get();
        int count = end - first & (1 << NUMBER_BITS) - 1;
        int at = first & ROWS - 1;
        int straight = Math.min(count, ROWS - at);
        for (int c = 0; c < COLUMNS; c++) {
            columns[c].readLongs(at, rows[c], 0, straight);
            columns[c].readLongs(0, rows[c], straight, count - straight);
        }
        for (int i = 0; i < count; i++) {
            to.add(row(i));
        }
        first = end;
        read.set(end);
    }

    private Retired row(int i) {
        long flags = rows[0][i];
        return new Retired(hart, rows[7][i], rows[1][i], (int) flags, (int) (flags >>> PRIVILEGE) & 3, bit(flags, VIRTUAL),
                (int) (flags >>> RD) & 31, rows[2][i], bit(flags, CSR_WRITE), (int) (rows[5][i] >>> CSR_ADDRESS) & 0xFFF, bit(flags, ACCESS),
                rows[3][i], rows[5][i] & (1L << CSR_ADDRESS) - 1, rows[4][i], bit(flags, TRAP), (int) (flags >>> CAUSE) & 0x7F, rows[6][i],
                (int) (flags >>> PENDING) & 0xFFF);
    }

    private static boolean bit(long word, int place) {
        return (word >>> place & 1) != 0;
    }
}
