package org.haiov.blocks.soc;

import org.haiov.blocks.device.ByteStream;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * The serial port's other end in simulation: characters sent stand in a ring, {@code octets}, that is read now and then; one character at a
 * time is typed.
 */
public final class ConsolePort extends Component {
    /** Places of the ring. */
    public static final int PLACES = 4096;
    /** Bits of a place's number, one more than PLACES needs. */
    public static final int NUMBER_BITS = 13;

    public final ByteStream transmit = input(ByteStream.shape());
    public final ByteStream receive = output(ByteStream.shape());
    /** Number of the next place that is written, and of the first that was not read yet. */
    public final Signal next = output(NUMBER_BITS);
    public final Signal read = input(NUMBER_BITS);
    public final Signal full = output(1);
    /** A change of {@code typed} gives {@code character} to the port; when {@code taken} is equal it has it. */
    public final Signal typed = input(1);
    public final Signal character = input(8);
    public final Signal taken = output(1);

    public ConsolePort() {
        Mem octets = mem(8, PLACES);
        Reg place = reg(NUMBER_BITS, 0);
        Reg seen = reg(1, 0);
        Bits used = place.minus(read);
        Bits room = used.ltu(PLACES);
        transmit.ready().set(room);
        when(transmit.valid().and(room), () -> {
            octets.write(place.low(NUMBER_BITS - 1), transmit.data());
            place.set(place.plus(1));
        });
        next.set(place);
        full.set(used.geu(PLACES - 2));
        receive.valid().set(typed.xor(seen));
        receive.data().set(character);
        when(receive.ready(), () -> seen.set(typed));
        taken.set(seen);
    }
}
