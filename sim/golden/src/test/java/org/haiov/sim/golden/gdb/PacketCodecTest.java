package org.haiov.sim.golden.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Framing, both ways (GDB manual, appendix E.1). */
class PacketCodecTest {
    private static String frame(String payload) {
        return new String(PacketCodec.frame(payload), StandardCharsets.ISO_8859_1);
    }

    private static PacketReader reader(String bytes) {
        return new PacketReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void checksumIsTheSumOfWhatIsSent() {
        assertEquals("$OK#9a", frame("OK"));
        assertEquals("$#00", frame(""));
    }

    /** The manual's example: "0* " is 0000. */
    @Test
    void runsAreShortened() {
        assertEquals("$0* #7a", frame("0000"));
        assertEquals("$000#90", frame("000"));
        String body = frame("a".repeat(98));
        assertEquals("$a*~#", body.substring(0, 5));
        assertEquals("$a*~a#", frame("a".repeat(99)).substring(0, 6));
    }

    /** Counts 6, 7, 14 and 16 would read as {@code #}, {@code $}, {@code +}, {@code -}. */
    @Test
    void countsThatFramePacketsAreLeftOut() {
        for (int repeats : new int[] {6, 7, 14, 16}) {
            String body = frame("x".repeat(repeats + 1));
            assertEquals(-1, body.substring(1, body.length() - 3).chars().filter(c -> "#$+-".indexOf(c) >= 0).findFirst().orElse(-1), body);
        }
    }

    @Test
    void whatFramesIsEscaped() {
        assertEquals("}\u0003}\u0004}]}\n", PacketCodec.escaped("#$}*"));
        assertEquals("#$}*", PacketCodec.unescaped("}\u0003}\u0004}]}\n"));
        assertEquals("a", PacketCodec.unescaped("a}"));
    }

    /** Whatever is escaped and framed is read as what it was; the expansion is that of the test's client. */
    @Test
    void randomDataGoesThere() throws Exception {
        long seed = 1;
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            StringBuilder data = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                char c = random.nextInt(3) == 0 ? "#$}*+-\u0003".charAt(random.nextInt(7)) : (char) random.nextInt(256);
                data.repeat(c, 1 + (random.nextInt(4) == 0 ? random.nextInt(120) : 0));
            }
            String framed = frame(PacketCodec.escaped(data.toString()));
            String body = framed.substring(1, framed.length() - 3);
            assertEquals(-1, body.indexOf('#'), "seed " + seed + " run " + run);
            assertEquals(-1, body.indexOf('$'), "seed " + seed + " run " + run);
            StringBuilder expanded = new StringBuilder();
            for (int i = 0; i < body.length(); i++) {
                if (body.charAt(i) == '*') {
                    expanded.repeat(expanded.charAt(expanded.length() - 1), body.charAt(++i) - 29);
                } else {
                    expanded.append(body.charAt(i));
                }
            }
            assertEquals(data.toString(), PacketCodec.unescaped(expanded.toString()), "seed " + seed + " run " + run);
        }
    }

    @Test
    void readsWhatComes() {
        PacketReader reader = reader("+noise$m0,4#fd-\u0003$X0,1:}\u0003#" + String.format("%02x", PacketCodec.checksum("X0,1:}\u0003")) + "$qC");
        assertEquals(Event.Signal.ACKNOWLEDGED, reader.next());
        assertEquals(new Event.Packet("m0,4"), reader.next());
        assertEquals(Event.Signal.AGAIN, reader.next());
        assertEquals(Event.Signal.INTERRUPT, reader.next());
        assertEquals(new Event.Packet("X0,1:#"), reader.next());
        assertEquals(Event.Signal.CLOSED, reader.next()); // in the midst of a packet
        assertEquals(Event.Signal.CLOSED, reader.next());
    }

    @Test
    void malformedPackets() {
        assertInstanceOf(Event.Malformed.class, reader("$m0,4#fe").next());
        assertInstanceOf(Event.Malformed.class, reader("$m0,4#zz").next());
        assertInstanceOf(Event.Malformed.class, reader("$#-1").next());
        assertEquals(new Event.Packet("OK"), reader("$lost$OK#9a").next());
        assertEquals(Event.Signal.CLOSED, reader("$OK#").next());
        assertEquals(Event.Signal.CLOSED, reader("$OK#9").next());
        PacketReader reader = reader("$" + "a".repeat(PacketReader.MOST + 1) + "#00$OK#9a");
        assertEquals(new Event.Malformed("a packet of 16385 bytes; at most 16384 are taken"), reader.next());
        assertEquals(new Event.Packet("OK"), reader.next());
    }
}
