package org.haiov.blocks.core;

import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.csr.Commit;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** W: the instruction takes effect, in one cycle. */
final class CommitStage extends Component {
    private static final int LOAD = 0x03;
    private static final int STORE = 0x23;
    private static final int PAGE_TABLE_READ = 0x3000;
    private static final int COMPRESSED_BIT = 2;

    final Finished in;
    final Finished held;
    final Commit commit = output(Commit.shape());
    final Producer producer = output(Producer.shape());

    CommitStage(HartConfig c) {
        in = input(Finished.shape(c.physicalBits()));
        held = output(Finished.shape(c.physicalBits()));
        Finished w = reg(Finished.shape(c.physicalBits()));
        Bundle.set(w, in);
        Bundle.set(held, w);

        commit.valid().set(w.valid());
        commit.pc().set(w.pc());
        commit.next().set(w.pc().plus(w.compressed().mux(Bits.lit(2, 64), Bits.lit(4, 64))));
        commit.csrWrite().set(w.csrWrite());
        commit.csrAddress().set(w.csrAddress());
        commit.csrData().set(w.csrData());
        commit.exception().set(w.problem().valid());
        commit.interrupt().set(w.interrupt());
        commit.cause().set(w.problem().cause());
        commit.value().set(w.value());
        commit.guestVirtual().set(w.problem().guestVirtual());
        commit.guestPhysical().set(w.problem().guestPhysical());
        commit.trapInstruction().set(transformed(w).zext(32));
        commit.machineReturn().set(w.machineReturn());
        commit.supervisorReturn().set(w.supervisorReturn());
        commit.refetch().set(w.refetch());
        commit.invalidate().set(w.invalidate());

        producer.valid().set(w.valid().and(w.writes()));
        producer.rd().set(w.word().slice(11, 7));
        producer.late().set(0);
        producer.value().set(w.value());
    }

    /**
     * mtinst, htinst (P 8.6.3): of a guest's load, store or atomic that fails the instruction with some fields 0; accesses are aligned, so the
     * offset in place of rs1 is 0.
     */
    private static Bits transformed(Finished w) {
        Bits word = w.word();
        Bits opcode = word.low(7);
        Bits load = opcode.eq(LOAD);
        Bits store = opcode.eq(STORE);
        Bits plain = load.or(store);
        Bits upper = plain.mux(0, word.slice(31, 25));
        Bits second = load.mux(0, word.slice(24, 20));
        Bits destination = store.mux(0, word.slice(11, 7));
        Bits mark = w.compressed().mux(opcode.and(0x7F & ~COMPRESSED_BIT), opcode);
        Bits instruction = Bits.cat(upper, second, Bits.lit(0, 5), word.slice(14, 12), destination, mark);
        Bits cause = w.problem().cause();
        Bits fetches = List.of("instruction access fault", "instruction page fault", "instruction guest-page fault").stream()
                .map(f -> (Bits) cause.eq(RiscvFacts.exception(f))).reduce(Bits::or).orElseThrow();
        Bits ofAccess = w.problem().guestVirtual().and(fetches.not());
        return w.problem().implicit().mux(Bits.lit(PAGE_TABLE_READ, 32), ofAccess.mux(instruction, 0));
    }
}
