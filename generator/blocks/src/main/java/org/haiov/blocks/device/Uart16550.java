package org.haiov.blocks.device;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * 16550A serial port (National PC16550D data sheet), registers one byte apart, accesses of one byte; others are access faults. Characters leave
 * and come as bytes: a console takes and gives them, or {@link SerialLine} puts them on a line. Modem lines are fixed but
 * in the loop: carrier, data set ready, clear to send.
 */
public final class Uart16550 extends RegisterDevice {
    /** Bits of an offset. */
    public static final int OFFSET_BITS = 8;
    private static final int DEPTH = 16;
    /** Carrier, data set ready, clear to send. */
    private static final int CONNECTED = 0xB;
    private static final int TRAILING_EDGE_RING = 4;

    /** Characters that are sent. */
    public final ByteStream transmit = output(ByteStream.shape());
    /** Characters that are received; taken while there is room. */
    public final ByteStream receive = input(ByteStream.shape());
    /** 3: break, framing error, parity error of the character received. */
    public final Signal receiveErrors = input(3);
    /** 1: a character was lost for want of room. */
    public final Signal overrun = input(1);
    /** 1: the line still works on what was transmitted. */
    public final Signal lineBusy = input(1);
    public final SerialFormat format = output(SerialFormat.shape());
    /** 1 bit. */
    public final Signal interrupt = output(1).named("irq");

    private final Reg enable = reg(4, 0);
    private final Reg lineControl = reg(8, 0);
    private final Reg modemControl = reg(5, 0);
    private final Reg scratch = reg(8, 0);
    private final Reg divisor = reg(16, 1);
    private final Reg fifos = reg(1, 0);
    private final Reg level = reg(2, 0);
    private final Reg overrunSeen = reg(1, 0);
    /** The errors of the first character were read. */
    private final Reg errorsRead = reg(1, 0);
    private final Reg transmitterEmpty = reg(1, 0);
    private final Reg timeout = reg(1, 0);
    private final Reg modemChanges = reg(4, 0);

    private final SmallFifo sending = add(new SmallFifo(8));
    private final SmallFifo received = add(new SmallFifo(11));
    private final Signal loop = wire(1);
    private final Signal hasCharacter = wire(1);
    private final Signal readsCharacter = wire(1);
    private final Signal readsIdentification = wire(1);
    private final Signal readsStatus = wire(1);
    private final Signal tick = wire(1);
    private final Signal octet = wire(8);

    public Uart16550() {
        super(OFFSET_BITS);
        octet.set(writtenByte());
        loop.set(modemControl.bit(4));
        hasCharacter.set(received.count.any());
        Bits latch = lineControl.bit(7);
        readsCharacter.set(reads.and(offset.eq(0)).and(latch.not()).and(hasCharacter));
        readsIdentification.set(reads.and(offset.eq(2)));
        readsStatus.set(reads.and(offset.eq(5)));
        Signal writesCharacter = wire(1);
        writesCharacter.set(writes.and(offset.eq(0)).and(latch.not()));
        Signal writesFifos = wire(1);
        writesFifos.set(writes.and(offset.eq(2)));
        Signal changesFifos = wire(1);
        changesFifos.set(octet.bit(0).ne(fifos));

        time();
        // the other bits count only together with the enable bit, whose change empties the FIFOs
        transmitter(writesCharacter, writesFifos.and(octet.bit(0).and(octet.bit(2)).or(changesFifos)));
        receiver(writesFifos.and(octet.bit(0).and(octet.bit(1)).or(changesFifos)));
        modem();
        registers(latch, writesFifos);
    }

    /** Sixteenths of a bit, and the time of four characters without one coming or being read. */
    private void time() {
        Reg cycles = reg(16, 0);
        Bits over = cycles.leu(1);
        tick.set(over.and(divisor.any()));
        when(over, () -> cycles.set(divisor)).otherwise(() -> cycles.set(cycles.minus(1)));
        format.tick().set(tick);
        format.length().set(lineControl.low(2));
        format.stop().set(lineControl.bit(2));
        format.parity().set(lineControl.bit(3));
        format.even().set(lineControl.bit(4));
        format.stick().set(lineControl.bit(5));
        format.halted().set(lineControl.bit(6).and(loop.not()));
    }

    private void transmitter(Bits writesCharacter, Bits clears) {
        Bits has = sending.count.any();
        Bits room = fifos.mux(sending.count.ltu(DEPTH), has.not());
        transmit.valid().set(has.and(loop.not()));
        transmit.data().set(sending.head);
        Signal leaves = wire(1);
        leaves.set(has.and(loop.or(transmit.ready())));
        sending.push.set(writesCharacter.and(room));
        sending.word.set(octet);
        sending.pop.set(leaves);
        sending.clear.set(clears);

        Bits enables = writes.and(offset.eq(1)).and(lineControl.bit(7).not()).and(octet.bit(1)).and(enable.bit(1).not()).and(has.not());
        when(writesCharacter, () -> transmitterEmpty.set(0));
        when(readsIdentification.and(identification().eq(0b0010)), () -> transmitterEmpty.set(0));
        when(leaves.and(sending.count.eq(1)).and(writesCharacter.not()).or(enables).or(clears.and(has)), () -> transmitterEmpty.set(1));
    }

    private void receiver(Bits clears) {
        Bits full = fifos.mux(received.count.geu(DEPTH), hasCharacter).and(readsCharacter.not());
        Bits looped = loop.and(sending.count.any());
        Bits comes = receive.valid().and(loop.not()).and(full.not());
        receive.ready().set(loop.not().and(full.not()));
        // without FIFOs a character overwrites the one before, with them it is lost
        Signal overwrites = wire(1);
        overwrites.set(looped.and(fifos.not()).and(full));
        Signal enters = wire(1);
        enters.set(comes.or(looped.and(full.not().or(overwrites))));
        received.push.set(enters);
        received.word.set(loop.mux(sending.head.zext(11), Bits.cat(receiveErrors, receive.data())));
        received.pop.set(readsCharacter.or(overwrites));
        received.clear.set(clears);

        when(readsStatus, () -> {
            overrunSeen.set(0);
            errorsRead.set(1);
        });
        when(overrun.or(looped.and(full)), () -> overrunSeen.set(1));
        when(received.pop.or(clears).or(hasCharacter.not()), () -> errorsRead.set(0));

        Reg quiet = reg(10, 0);
        Bits bits = lineControl.low(2).zext(4).plus(7).plus(lineControl.bit(2).zext(4)).plus(lineControl.bit(3).zext(4));
        Bits moves = enters.or(readsCharacter).or(clears);
        when(moves.or(hasCharacter.not()).or(fifos.not()), () -> {
            quiet.set(0);
            when(readsCharacter.or(clears).or(fifos.not()), () -> timeout.set(0));
        }).elseWhen(tick, () -> {
            when(quiet.eq(Bits.cat(bits, Bits.lit(0, 6))), () -> timeout.set(1)).otherwise(() -> quiet.set(quiet.plus(1)));
        });
    }

    /** The four modem lines. In the loop RTS, DTR, OUT1 and OUT2 are CTS, DSR, RI and DCD. */
    private static Bits lines(Bits control) {
        Bits looped = Bits.cat(control.bit(3), control.bit(2), control.bit(0), control.bit(1));
        return control.bit(4).mux(looped, CONNECTED);
    }

    private void modem() {
        Bits after = lines(octet.low(5));
        Bits changed = after.xor(lines(modemControl));
        // of ring, only the end counts
        Bits counts = after.bit(2).mux(~TRAILING_EDGE_RING & 15, Bits.lit(15, 4));
        when(reads.and(offset.eq(6)), () -> modemChanges.set(0));
        when(writes.and(offset.eq(4)), () -> modemChanges.set(modemChanges.or(changed.and(counts))));
    }

    private Bits lineErrors() {
        return received.head.high(3).and(hasCharacter.and(errorsRead.not()).repeat(3));
    }

    /** IIR bits 3 to 0; 0001 for none. */
    private Bits identification() {
        Bits reached = received.count.geu(level.eq(0).mux(Bits.lit(1, 5), level.eq(1).mux(Bits.lit(4, 5), level.eq(2).mux(Bits.lit(8, 5), 14))));
        Bits status = enable.bit(2).and(overrunSeen.or(lineErrors().any()));
        Bits available = enable.bit(0).and(hasCharacter).and(fifos.not().or(reached));
        Bits timedOut = enable.bit(0).and(timeout);
        Bits empty = enable.bit(1).and(transmitterEmpty);
        Bits modem = enable.bit(3).and(modemChanges.any());
        return status.mux(Bits.lit(0b0110, 4), available.mux(Bits.lit(0b0100, 4), timedOut.mux(Bits.lit(0b1100, 4), empty.mux(Bits.lit(0b0010, 4), modem.mux(0, Bits.lit(1, 4))))));
    }

    private void registers(Bits latch, Bits writesFifos) {
        when(writes, () -> switchOn(offset)
                .is(0, () -> when(latch, () -> divisor.slice(7, 0).set(octet)))
                .is(1, () -> when(latch, () -> divisor.slice(15, 8).set(octet)).otherwise(() -> enable.set(octet.low(4))))
                .is(3, () -> lineControl.set(octet))
                .is(4, () -> modemControl.set(octet.low(5)))
                .is(7, () -> scratch.set(octet)));
        when(writesFifos, () -> {
            fifos.set(octet.bit(0));
            level.set(octet.high(2));
        });
        Signal identified = wire(4);
        identified.set(identification());
        interrupt.set(identified.bit(0).not());

        Reg faulty = reg(5, 0);
        Bits enters = received.push.and(received.word.high(3).any());
        Bits leaves = received.pop.and(received.head.high(3).any());
        when(received.clear, () -> faulty.set(0))
                .elseWhen(enters.and(leaves.not()), () -> faulty.set(faulty.plus(1)))
                .elseWhen(leaves.and(enters.not()), () -> faulty.set(faulty.minus(1)));
        Bits empty = sending.count.isZero();
        Bits status = Bits.cat(fifos.and(faulty.any()), empty.and(lineBusy.not()), empty, lineErrors(), overrunSeen, hasCharacter);
        Signal octetRead = wire(8);
        switchOn(offset)
                .is(0, () -> octetRead.set(latch.mux(divisor.low(8), hasCharacter.repeat(8).and(received.head.low(8)))))
                .is(1, () -> octetRead.set(latch.mux(divisor.high(8), enable.zext(8))))
                .is(2, () -> octetRead.set(Bits.cat(fifos, fifos, Bits.lit(0, 2), identified)))
                .is(3, () -> octetRead.set(lineControl))
                .is(4, () -> octetRead.set(modemControl.zext(8)))
                .is(5, () -> octetRead.set(status))
                .is(6, () -> octetRead.set(Bits.cat(lines(modemControl), modemChanges)))
                .is(7, () -> octetRead.set(scratch))
                .otherwise(() -> octetRead.set(0));
        answer(bus.req().size().isZero(), octetRead.repeat(8));
    }
}
