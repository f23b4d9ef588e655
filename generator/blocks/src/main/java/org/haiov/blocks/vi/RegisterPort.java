package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/**
 * One register access at a time: decoded, held until nothing else moves where it touches a memory or writes, committed in one
 * cycle, answered. After reset it first walks over all memories and clears them.
 */
final class RegisterPort extends Component {
    private enum State { CLEAR, IDLE, DECODE, HOLD, COMMIT, RESPOND }

    /** Cycles without hold after one with. */
    private static final int REST = 8;

    final RegisterLink reg = input(RegisterLink.shape());
    final RegisterLink.Response rsp = output(RegisterLink.Response.shape());

    /** Requests and scanner pick nothing new. */
    final Signal hold = output(1);
    /** Nothing is on its way. */
    final Signal settled = input(1);
    /** A presentation ends in this cycle. */
    final Signal ending = input(1);

    /** The access, stable from {@code look} to the commit; {@code wdata} is 0 while {@code clearing}. */
    final RegisterHit hit = output(RegisterHit.shape());
    final Signal hitSet = output(1);
    final Signal hitClear = output(1);
    final Signal write = output(1);
    final Signal address = output(RegisterLink.ADDRESS_BITS);
    final Signal wdata = output(64);
    /** Memories are read in this cycle for the commit in the next. */
    final Signal look = output(1);
    /** The access, no fault, takes effect in this cycle. */
    final Signal commit = output(1);
    /** A bucket access holds. */
    final Signal bucket = output(1);
    /** What the register reads, in the commit cycle. */
    final Signal rdata = input(64);

    /** Start: all memories are cleared at this index. */
    final Signal clearing = output(1);
    final Signal clearIndex;
    /** No access is under way. */
    final Signal idle = output(1);

    RegisterPort(ViConfig c) {
        int indexBits = Integer.numberOfTrailingZeros(Integer.highestOneBit(c.startCycles()));
        clearIndex = output(indexBits);

        StateMachine<State> state = machine(State.CLEAR);
        Reg index = reg(indexBits, 0);
        Reg rest = reg(4, 0);
        Reg writes = reg(1, 0);
        Reg at = reg(RegisterLink.ADDRESS_BITS, 0);
        Reg size = reg(2, 0);
        Reg data = reg(64, 0);
        Reg result = reg(64, 0);
        Reg fault = reg(1, 0);

        hit.decode(at, c);
        hitSet.set(RegisterHit.hit("set", at, c.words()));
        hitClear.set(RegisterHit.hit("clear", at, c.words()));
        Bits holds = writes.or(hit.map()).or(hit.config()).or(hit.count()).or(hit.ctx().any()).or(hit.bucket()).or(hit.evict());
        Bits still = settled.and(ending.not());
        Bits holding = state.is(State.HOLD).or(state.is(State.COMMIT).and(holds));
        Bits commits = state.is(State.COMMIT).and(still.or(holds.not()));
        hold.set(holding.or(state.is(State.CLEAR)));
        look.set(state.is(State.HOLD).and(still));
        commit.set(commits);
        bucket.set(holding.and(hit.bucket()));
        clearing.set(state.is(State.CLEAR));
        clearIndex.set(index);
        idle.set(state.is(State.IDLE));
        write.set(writes);
        address.set(at);
        wdata.set(data);

        when(holding, () -> rest.set(REST)).elseWhen(rest.any(), () -> rest.set(rest.minus(1)));
        state.in(State.CLEAR, () -> {
            index.set(index.plus(1));
            when(index.all(), () -> state.go(State.IDLE));
        });
        state.in(State.IDLE, () -> when(reg.valid(), () -> {
            writes.set(reg.write());
            at.set(reg.address());
            size.set(reg.size());
            data.set(reg.wdata());
            result.set(0);
            fault.set(0);
            state.go(State.DECODE);
        }));
        state.in(State.DECODE, () -> {
            when(size.ne(3).or(at.low(3).any()), () -> {
                fault.set(1);
                state.go(State.RESPOND);
            }).elseWhen(holds.not(), () -> state.go(State.COMMIT)).elseWhen(rest.isZero(), () -> state.go(State.HOLD));
        });
        state.in(State.HOLD, () -> when(still, () -> state.go(State.COMMIT)));
        state.in(State.COMMIT, () -> when(commits, () -> {
            when(writes.not(), () -> result.set(rdata));
            state.go(State.RESPOND);
        }).otherwise(() -> state.go(State.HOLD)));
        state.in(State.RESPOND, () -> state.go(State.IDLE));

        reg.ready().set(state.is(State.IDLE));
        rsp.valid().set(state.is(State.RESPOND));
        rsp.error().set(state.is(State.RESPOND).and(fault));
        rsp.rdata().set(state.is(State.RESPOND).repeat(64).and(result));
        assertThat(state.is(State.COMMIT).and(holds).not().or(settled), "something moves under a held access");
    }
}
