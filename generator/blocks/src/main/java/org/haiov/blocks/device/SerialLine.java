package org.haiov.blocks.device;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/** Characters of a {@link Uart16550} on a serial line: start bit, 5 to 8 data bits, parity, stop bits, as the UART says. */
public final class SerialLine extends Component {
    private enum Sending { IDLE, DATA, PARITY, STOP }

    private enum Receiving { IDLE, START, DATA, PARITY, STOP, BREAK }

    public final SerialFormat format = input(SerialFormat.shape());
    /** From the UART, and that it is not yet sent. */
    public final ByteStream transmit = input(ByteStream.shape());
    public final Signal busy = output(1);
    /** To the UART: valid for one cycle. */
    public final ByteStream receive = output(ByteStream.shape());
    /** 3: break, framing error, parity error. */
    public final Signal errors = output(3);
    public final Signal overrun = output(1);
    /** The line: 1 while nothing is sent. */
    public final Signal txd = output(1);
    public final Signal rxd = input(1);

    public SerialLine() {
        send();
        receive();
    }

    private Bits parityOf(Bits data) {
        return format.stick().mux(format.even().not(), data.parity().xor(format.even().not()));
    }

    private Bits lastBit() {
        return format.length().zext(3).plus(4);
    }

    private void send() {
        Reg data = reg(8, 0);
        Reg parity = reg(1, 0);
        Reg place = reg(3, 0);
        // sixteenths of a bit left
        Reg left = reg(5, 0);
        Reg level = reg(1, 1);
        Signal next = wire(1);
        next.set(format.tick().and(left.isZero()));
        Bits mask = Bits.cat(format.length().eq(3), format.length().geu(2), format.length().any(), Bits.lit(0x1F, 5));
        when(format.tick().and(left.any()), () -> left.set(left.minus(1)));
        StateMachine<Sending> state = machine(Sending.IDLE);
        transmit.ready().set(state.is(Sending.IDLE));
        state.in(Sending.IDLE, () -> {
            level.set(1);
            when(transmit.valid(), () -> {
                data.set(transmit.data().and(mask));
                parity.set(parityOf(transmit.data().and(mask)));
                level.set(0);
                left.set(15);
                place.set(0);
                state.go(Sending.DATA);
            });
        });
        state.in(Sending.DATA, () -> when(next, () -> {
            level.set(data.bit(0));
            data.set(data.shru(1));
            place.set(place.plus(1));
            left.set(15);
            when(place.eq(lastBit()), () -> {
                when(format.parity(), () -> state.go(Sending.PARITY)).otherwise(() -> state.go(Sending.STOP));
            });
        }));
        state.in(Sending.PARITY, () -> when(next, () -> {
            level.set(parity);
            left.set(15);
            state.go(Sending.STOP);
        }));
        Reg stopping = reg(1, 0);
        state.in(Sending.STOP, () -> when(next, () -> {
            level.set(1);
            left.set(format.stop().and(stopping.not()).mux(31, Bits.lit(15, 5)));
            stopping.set(1);
            when(stopping, () -> {
                stopping.set(0);
                state.go(Sending.IDLE);
            });
        }));
        busy.set(state.is(Sending.IDLE).not());
        txd.set(level.and(format.halted().not()));
    }

    private void receive() {
        Bits line = synchronize(rxd, clock());
        Reg data = reg(8, 0);
        Reg wrong = reg(1, 0);
        Reg any = reg(1, 0);
        Reg place = reg(3, 0);
        Reg left = reg(4, 0);
        Signal sample = wire(1);
        sample.set(format.tick().and(left.isZero()));
        when(format.tick(), () -> left.set(left.minus(1)));
        StateMachine<Receiving> state = machine(Receiving.IDLE);
        Signal done = wire(1);
        done.set(sample.and(state.is(Receiving.STOP)));
        Signal value = wire(8);
        value.set(data.shru(format.length().not().zext(3)));
        state.in(Receiving.IDLE, () -> when(line.not(), () -> {
            left.set(7);
            place.set(0);
            any.set(0);
            wrong.set(0);
            data.set(0);
            state.go(Receiving.START);
        }));
        state.in(Receiving.START, () -> when(sample, () -> {
            when(line, () -> state.go(Receiving.IDLE)).otherwise(() -> state.go(Receiving.DATA));
        }));
        state.in(Receiving.DATA, () -> when(sample, () -> {
            data.set(Bits.cat(line, data.high(7)));
            any.set(any.or(line));
            place.set(place.plus(1));
            when(place.eq(lastBit()), () -> {
                when(format.parity(), () -> state.go(Receiving.PARITY)).otherwise(() -> state.go(Receiving.STOP));
            });
        }));
        state.in(Receiving.PARITY, () -> when(sample, () -> {
            wrong.set(line.ne(parityOf(value)));
            any.set(any.or(line));
            state.go(Receiving.STOP);
        }));
        state.in(Receiving.STOP, () -> when(sample, () -> {
            when(line, () -> state.go(Receiving.IDLE)).otherwise(() -> state.go(Receiving.BREAK));
        }));
        // one break, however long, is one character
        state.in(Receiving.BREAK, () -> when(line, () -> state.go(Receiving.IDLE)));
        receive.valid().set(done);
        receive.data().set(value);
        Bits framing = line.not();
        errors.set(Bits.cat(framing.and(any.not()), framing, wrong));
        overrun.set(done.and(receive.ready().not()));
    }
}
