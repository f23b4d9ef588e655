package org.haiov.blocks.device;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Trees;
import org.haiov.ir.Memory.Style;

/**
 * Platform-level interrupt controller (RISC-V PLIC 1.0.0), laid out as QEMU's virt has it: 31 level-triggered sources, priorities 0 to 7, contexts
 * 2h for the M-level of hart h and 2h + 1 for its S-level. Accesses of 4 bytes; others are access faults.
 *
 * <p>One comparison a context: all sources go past it, one a cycle. So a line rises up to 66 cycles after its source. Writes and claims begin
 * a new turn and are answered after it, 36 cycles in all, when the lines are those of the new state. Priorities are in LUT RAM, which
 * has no reset: after reset they are set to 0, one a cycle, before the first access is taken.
 */
public final class Plic extends Component {
    /** Bits of an offset. */
    public static final int OFFSET_BITS = 23;
    private static final int SOURCES = 32;
    private static final int ID_BITS = 5;
    private static final int ENABLE_STRIDE_BITS = 7;
    private static final int CONTEXT_STRIDE_BITS = 12;
    private static final int CONTEXTS_BASE = 0x200000;

    private enum State { CLEAR, IDLE, ACT, SETTLE, SETTLED, ANSWER }

    public final DeviceLink bus = input(DeviceLink.shape(OFFSET_BITS));
    /** Levels of the sources; bit 0 does not count. */
    public final Signal sources = input(SOURCES);
    /** One bit a context: its external interrupt. */
    public final Signal external;

    private final int contexts;
    private final StateMachine<State> state = machine(State.CLEAR);
    private final Reg turn = reg(ID_BITS, 0);
    private final Reg write = reg(1, 0);
    private final Reg fault = reg(1, 0);
    private final Reg at = reg(OFFSET_BITS, 0);
    private final Reg data = reg(32, 0);
    private final Reg result = reg(32, 0);
    private final Mem priorities = mem(3, SOURCES).style(Style.DISTRIBUTED);
    private final Reg pending = reg(SOURCES, 0);
    private final Reg claimed = reg(SOURCES, 0);
    private final Vec<Reg> enable;
    private final Vec<Reg> threshold;
    private final Vec<PlicScan> scan;
    private final Signal act = wire(1);
    /** A turn begins in the next cycle. */
    private final Signal begins = wire(1);
    private final Signal claims = wire(1);
    private final Signal claim = wire(ID_BITS);
    private final Signal outdated = wire(1);

    /** @param harts 1 to 8 */
    public Plic(int harts) {
        contexts = 2 * harts;
        external = output(contexts);
        enable = Vec.of(contexts, c -> reg(SOURCES, 0));
        threshold = Vec.of(contexts, c -> reg(3, 0));
        scan = Vec.of(contexts, c -> add(new PlicScan()));
        act.set(state.is(State.ACT));
        scanSources();
        access();
        gateways();
    }

    private void scanSources() {
        turn.set(begins.mux(0, turn.plus(1)));
        Bits weight = priorities.read(turn);
        Bits waiting = pending.bit(turn);
        List<Bits> lines = new ArrayList<>();
        for (int c = 0; c < contexts; c++) {
            PlicScan s = scan.get(c);
            s.source.set(turn);
            s.weight.set(weight);
            s.waiting.set(waiting);
            s.enable.set(enable.get(c));
            s.first.set(turn.isZero());
            s.last.set(turn.all());
            lines.add(s.bestPriority.gtu(threshold.get(c)));
        }
        Reg high = delayed(Bits.cat(lines.reversed()));
        external.set(high);
    }

    /** The registers that the access names. */
    private Bits isPriority() {
        return at.high(OFFSET_BITS - CONTEXT_STRIDE_BITS).isZero().and(at.slice(11, 7).isZero());
    }

    private Bits isPending() {
        return at.high(OFFSET_BITS - 2).eq(0x1000 >> 2);
    }

    private Bits isEnable(int context) {
        return at.high(OFFSET_BITS - 2).eq(0x2000 + (context << ENABLE_STRIDE_BITS) >> 2);
    }

    private Bits isThreshold(int context) {
        return at.high(OFFSET_BITS - 2).eq(CONTEXTS_BASE + (context << CONTEXT_STRIDE_BITS) >> 2);
    }

    private Bits isClaim(int context) {
        return at.high(OFFSET_BITS - 2).eq(CONTEXTS_BASE + (context << CONTEXT_STRIDE_BITS) + 4 >> 2);
    }

    private void access() {
        bus.req().ready().set(state.is(State.IDLE));
        bus.rsp().valid().set(state.is(State.ANSWER));
        bus.rsp().error().set(fault);
        bus.rsp().data().set(Bits.cat(result, result));
        state.in(State.CLEAR, () -> when(turn.all(), () -> state.go(State.IDLE)));
        state.in(State.IDLE, () -> when(bus.req().valid(), () -> {
            write.set(bus.req().write());
            at.set(bus.req().address());
            data.set(bus.req().address().bit(2).mux(bus.req().data().high(32), bus.req().data().low(32)));
            fault.set(bus.req().size().ne(2));
            state.go(State.ACT);
            when(bus.req().size().ne(2), () -> state.go(State.ANSWER));
        }));
        Bits changes = write.or(claims.and(claim.any()));
        begins.set(act.and(changes));
        Signal read = wire(32);
        read.set(read());
        state.in(State.ACT, () -> {
            result.set(read);
            when(changes, () -> state.go(State.SETTLE)).elseWhen(outdated.not(), () -> state.go(State.ANSWER));
        });
        state.in(State.SETTLE, () -> when(turn.all(), () -> state.go(State.SETTLED)));
        state.in(State.SETTLED, () -> state.go(State.ANSWER));
        state.in(State.ANSWER, () -> state.go(State.IDLE));
    }

    private Bits read() {
        List<Bits> words = new ArrayList<>();
        List<Bits> bests = new ArrayList<>();
        List<Bits> claiming = new ArrayList<>();
        words.add(isPriority().repeat(32).and(priorities.read(at.slice(6, 2)).zext(32)));
        words.add(isPending().repeat(32).and(pending));
        for (int c = 0; c < contexts; c++) {
            words.add(isEnable(c).repeat(32).and(enable.get(c)));
            words.add(isThreshold(c).repeat(32).and(threshold.get(c).zext(32)));
            Bits claimsHere = isClaim(c).and(write.not());
            claiming.add(claimsHere);
            bests.add(claimsHere.repeat(ID_BITS).and(scan.get(c).best));
        }
        claims.set(Trees.reduce(claiming, Bits::or));
        Signal best = wire(ID_BITS);
        best.set(Trees.reduce(bests, Bits::or));
        // another context may have claimed it since the turn that found it: the next one tells what there is now
        outdated.set(claims.and(best.any()).and(pending.bit(best).not()));
        claim.set(pending.bit(best).repeat(ID_BITS).and(best));
        words.add(claim.zext(32));
        return Trees.reduce(words, Bits::or);
    }

    private void gateways() {
        when(act.and(write), () -> {
            for (int c = 0; c < contexts; c++) {
                int context = c;
                when(isEnable(c), () -> enable.get(context).set(Bits.cat(data.high(31), Bits.lit(0, 1))));
                when(isThreshold(c), () -> threshold.get(context).set(data.low(3)));
            }
        });
        Bits clears = state.is(State.CLEAR);
        Bits setsPriority = act.and(write).and(isPriority()).and(at.slice(6, 2).any());
        when(clears.or(setsPriority), () -> priorities.write(clears.mux(turn, at.slice(6, 2)), clears.mux(0, data.low(3))));

        List<Bits> completing = new ArrayList<>();
        for (int c = 0; c < contexts; c++) {
            completing.add(isClaim(c).and(enable.get(c).bit(data.low(ID_BITS))));
        }
        Bits completes = act.and(write).and(Trees.reduce(completing, Bits::or)).and(data.high(32 - ID_BITS).isZero());
        Bits completed = completes.repeat(SOURCES).and(OneHot.encode(data.low(ID_BITS), SOURCES));
        Bits taken = act.and(claims).repeat(SOURCES).and(OneHot.encode(claim, SOURCES));
        Signal stillClaimed = wire(SOURCES);
        stillClaimed.set(claimed.or(taken).and(completed.not()));
        claimed.set(Bits.cat(stillClaimed.high(31), Bits.lit(0, 1)));
        // a gateway forwards one request until its completion
        Reg levels = delayed(sources);
        Bits raised = levels.and(stillClaimed.not());
        pending.set(Bits.cat(pending.and(taken.not()).or(raised).high(31), Bits.lit(0, 1)));
    }
}
