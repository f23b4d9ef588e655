package org.haiov.blocks.core;

import org.haiov.blocks.cache.DataLink;
import org.haiov.blocks.cache.MemoryOp;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.decode.Control;
import org.haiov.blocks.decode.Unit;
import org.haiov.blocks.execute.Alu;
import org.haiov.blocks.execute.Divider;
import org.haiov.blocks.execute.Multiplier;
import org.haiov.blocks.fetch.Flow;
import org.haiov.blocks.fetch.Outcome;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Signal;

/** E: arithmetic, outcome of branches, addresses. Here an interrupt is tagged on to an instruction that goes to M. */
final class ExecuteStage extends Component {
    final Decoded in;
    /** W: its value now, for late operands; its order to forget everything behind it. */
    final Signal late = input(64);
    final Signal flush = input(1);
    final Signal interruptDue = input(1);
    /** Accesses of loads and stores are guest virtual. */
    final Signal virtualAccess = input(1);
    /** M takes an instruction at the end of this cycle. */
    final Signal mFree = input(1);
    /** E takes one from D at the end of this cycle. */
    final Signal free = output(1);
    /** What D gives is from a wrong path. */
    final Signal wrong = output(1);
    final Outcome outcome;
    final DataLink.Issue issue = output(DataLink.shape(32).e());
    final Producer producer = output(Producer.shape());
    /** M, from the multiplier. */
    final Signal product = output(64);
    final Executed out = output(Executed.shape());

    private final Decoded held;
    private final Alu alu = add(new Alu());
    private final Bits first;
    private final Bits other;
    private final Bits link;
    private final Bits works;
    private final Bits goes;

    ExecuteStage(HartConfig c) {
        in = input(Decoded.shape(c));
        outcome = output(Outcome.shape(c));
        held = reg(Decoded.shape(c));
        Control control = held.control();
        first = held.firstLate().mux(late, held.first());
        other = held.otherLate().mux(late, held.other());
        link = held.pc().plus(held.compressed().mux(Bits.lit(2, 64), Bits.lit(4, 64)));
        works = held.valid().and(held.problem().valid().not());

        Bits divides = works.and(is(control, Unit.DIVIDE));
        Divider divider = add(new Divider());
        Bits ready = divides.not().or(divider.done).or(interruptDue);
        goes = held.valid().and(ready).and(mFree).and(flush.not());
        Bits acts = goes.and(works).and(interruptDue.not());
        compute(control, divider, divides);
        branch(control, acts);
        access(control, acts);
        pass(control);

        free.set(held.valid().not().or(goes));
        when(free, () -> Bundle.set(held, in)).otherwise(() -> {
            // A late operand is in W for one cycle.
            held.first().set(first);
            held.other().set(other);
            held.firstLate().set(0);
            held.otherLate().set(0);
        });
        when(flush.or(wrong.and(free)), () -> held.valid().set(0));
    }

    private void compute(Control control, Divider divider, Bits divides) {
        alu.a.set(control.fromPc().mux(held.pc(), control.fromZero().mux(0, first)));
        alu.b.set(control.immediate().or(control.indirect()).mux(control.imm(), other));
        alu.funct3.set(control.function());
        alu.alternate.set(control.alternate());
        alu.word.set(control.word());
        divider.start.set(divides.and(flush.not()));
        divider.a.set(first);
        divider.b.set(other);
        divider.funct3.set(control.function());
        divider.word.set(control.word());
        Multiplier multiplier = add(new Multiplier());
        multiplier.start.set(goes.and(is(control, Unit.MULTIPLY)));
        multiplier.a.set(first);
        multiplier.b.set(other);
        multiplier.funct3.set(control.function());
        multiplier.word.set(control.word());
        product.set(multiplier.result);

        producer.valid().set(held.valid().and(control.writes()).and(held.problem().valid().not()));
        producer.rd().set(held.word().slice(11, 7));
        // A quotient counts as there: while it is not, nothing goes from D to E.
        producer.late().set(is(control, Unit.MULTIPLY).or(is(control, Unit.MEMORY)).or(is(control, Unit.CSR)));
        producer.value().set(control.jump().mux(link, is(control, Unit.DIVIDE).mux(divider.result, alu.result)));
    }

    private void branch(Control control, Bits acts) {
        Bits jumps = control.jump();
        Bits taken = jumps.or(control.branch().and(alu.taken));
        Bits indirect = Bits.cat(alu.sum.high(63), Bits.lit(0, 1));
        Bits target = control.indirect().mux(indirect, held.target());
        Bits next = taken.mux(target, link);
        Bits right = held.prediction().right(taken, held.pc(), next);
        Bits rd = held.word().slice(11, 7);
        Bits rs1 = held.word().slice(19, 15);
        Bits links = isLink(rd);
        // Hints of Unprivileged ISA 20191213, table 2.1, without those of coroutines.
        Bits returns = control.indirect().and(links.not()).and(isLink(rs1));
        Bits flow = jumps.not().mux(Enumerated.encode(Flow.BRANCH), links.mux(Enumerated.encode(Flow.CALL),
                returns.mux(Enumerated.encode(Flow.RETURN), Enumerated.encode(Flow.JUMP))));
        outcome.valid().set(acts.and(jumps.or(control.branch()).or(held.prediction().taken())));
        outcome.wrong().set(right.not());
        outcome.flows().set(jumps.or(control.branch()));
        outcome.taken().set(taken);
        outcome.flow().set(flow);
        outcome.last().set(link.minus(2));
        outcome.next().set(next);
        outcome.link().set(link);
        Bundle.set(outcome.prediction(), held.prediction());
        wrong.set(acts.and(right.not()));
    }

    /** x1 or x5. */
    private static Bits isLink(Bits register) {
        return register.bit(0).and(register.bit(1).not()).and(register.slice(4, 3).isZero());
    }

    private void access(Control control, Bits acts) {
        issue.valid().set(acts.and(is(control, Unit.MEMORY)).and(misaligned(control).not()));
        issue.op().set(control.memory().op());
        issue.function().set(held.word().slice(31, 27));
        issue.size().set(control.memory().size());
        issue.unsigned().set(control.memory().unsigned());
        issue.hypervisor().set(control.memory().hypervisor());
        issue.executable().set(control.memory().executable());
        issue.address().set(alu.sum);
    }

    private Bits misaligned(Control control) {
        Bits size = control.memory().size();
        Bits low = alu.sum.low(3);
        return size.eq(1).and(low.bit(0)).or(size.eq(2).and(low.low(2).any())).or(size.eq(3).and(low.any()));
    }

    private void pass(Control control) {
        out.valid().set(goes);
        out.pc().set(held.pc());
        out.word().set(held.word());
        out.raw().set(held.raw());
        out.compressed().set(held.compressed());
        out.interrupt().set(interruptDue);
        out.unit().set(control.unit());
        out.system().set(control.system());
        out.writes().set(control.writes());
        out.operand().set(other);
        out.guest().set(control.memory().hypervisor());
        Bits memory = is(control, Unit.MEMORY);
        Bits passed = is(control, Unit.CSR).or(is(control, Unit.SYSTEM));
        out.result().set(memory.mux(alu.sum, passed.mux(first, producer.value())));
        Bundle.set(out.problem(), held.problem());
        when(held.problem().valid(), () -> out.result().set(trapValue()))
                .elseWhen(memory.and(misaligned(control)), () -> {
                    Bits loads = control.memory().op().eq(Enumerated.encode(MemoryOp.LOAD))
                            .or(control.memory().op().eq(Enumerated.encode(MemoryOp.LOAD_RESERVED)));
                    out.problem().raise(loads.mux(cause("load address misaligned"), cause("store address misaligned")));
                    out.problem().guestVirtual().set(virtualAccess.or(control.memory().hypervisor()));
                });
    }

    /** xtval: the instruction, the address that cannot be fetched, or 0. */
    private Bits trapValue() {
        Bits cause = held.problem().cause();
        Bits refused = cause.eq(cause("illegal instruction")).or(cause.eq(cause("virtual instruction")));
        Bits fetch = cause.eq(cause("instruction access fault")).or(cause.eq(cause("instruction page fault")))
                .or(cause.eq(cause("instruction guest-page fault")));
        Bits address = held.second().mux(held.pc().plus(2), held.pc());
        return refused.mux(held.raw().zext(64), fetch.mux(address, 0));
    }

    private static Bits is(Control control, Unit unit) {
        return control.unit().eq(Enumerated.encode(unit));
    }

    private static Bits cause(String exception) {
        return Bits.lit(RiscvFacts.exception(exception), 6);
    }
}
