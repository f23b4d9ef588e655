package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import org.haiov.facts.RiscvFacts;

/** Puts instructions into the code of a slot, one after the other. */
final class Assembler {
    private final ByteBuffer slot;
    private int at;

    Assembler(ByteBuffer slot) {
        this.slot = slot;
    }

    /** Bytes from the begin of the slot to the next instruction. */
    int at() {
        return at;
    }

    /** Bytes that are left before the end of the code. */
    int room() {
        return Layout.END - at;
    }

    void emit(int word) {
        if (at > Layout.END - 4) {
            throw new IllegalStateException("program too long");
        }
        slot.putInt(at, word);
        at += 4;
    }

    void compressed(int half) {
        slot.putShort(at, (short) half);
        at += 2;
    }

    /** Overwrites the word at {@code place}. */
    void patch(int place, int word) {
        slot.putInt(place, word);
    }

    static int csrNumber(String name) {
        return RiscvFacts.csr(name).address();
    }

    void csrw(String csr, int rs1) {
        emit(Words.i("csrrw", 0, rs1, csrNumber(csr)));
    }

    /** li; uses no other register. */
    void load(int rd, long value) {
        int low = (int) value << 20 >> 20;
        if (value == low) {
            emit(Words.i("addi", rd, 0, low));
        } else if (value == (int) value) {
            emit(Words.u("lui", rd, (int) value - low >> 12));
            emit(Words.i("addiw", rd, rd, low));
        } else {
            int shift = 12 + Long.numberOfTrailingZeros((value - low) >>> 12);
            load(rd, value - low >> shift);
            emit(Words.i("slli", rd, rd, shift));
            emit(Words.i("addi", rd, rd, low));
        }
    }

    /** The address {@code offset} bytes from the begin of the slot. */
    void address(int rd, int offset) {
        int distance = offset - at;
        emit(Words.u("auipc", rd, distance + 0x800 >> 12));
        emit(Words.i("addi", rd, rd, distance << 20 >> 20));
    }
}
