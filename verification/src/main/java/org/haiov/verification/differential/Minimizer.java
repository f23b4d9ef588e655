package org.haiov.verification.differential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.isa.InstructionSet;

/** Takes out of a program that differs what it differs without: pieces of its code become nothing, in halves and halves of halves. */
final class Minimizer {
    /** Two compressed instructions that do nothing: right at every halfword. */
    private static final int NOTHING = 0x00010001;
    private static final int LARGEST = 256;
    private static final int WORD = 4;

    /** Whether a program still differs. */
    interface Check {
        boolean differs(Image image) throws IOException, InterruptedException;
    }

    private Minimizer() {}

    /** Changes the code of program {@code slot}, which differs, as long as {@code check} says that it still does. */
    static void minimize(Image image, int slot, Check check) throws IOException, InterruptedException {
        ByteBuffer code = image.slot(slot);
        for (int size = LARGEST; size > 0; size /= 2) {
            for (int first = 0; first < Layout.END; first += size * WORD) {
                int end = Math.min(first + size * WORD, Layout.END);
                byte[] before = new byte[end - first];
                code.get(first, before);
                boolean empty = true;
                for (int at = first; at < end; at += WORD) {
                    empty &= code.getInt(at) == NOTHING || code.getInt(at) == 0;
                    code.putInt(at, NOTHING);
                }
                if (!empty && !check.differs(image)) {
                    code.put(first, before);
                }
            }
        }
    }

    /** The instructions that are left. */
    static List<String> listing(Image image, int slot) {
        List<String> lines = new ArrayList<>();
        ByteBuffer code = image.slot(slot);
        for (int at = 0; at < Layout.END;) {
            var decoded = InstructionSet.decode(code.getInt(at));
            boolean nothing = (decoded.raw & 0xFFFF) == (NOTHING & 0xFFFF) || decoded.raw == 0;
            if (!nothing) {
                lines.add(String.format("%4x  %s", at, decoded.text(Image.address(slot) + at)));
            }
            at += decoded.length;
        }
        return lines;
    }
}
