package org.haiov.sim.golden.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.InstructionSet;
import org.junit.jupiter.api.Test;

/** Which instructions make a region, and that what is generated stays small enough for HotSpot. */
class RegionTest {
    private static final int HOTSPOT_LIMIT = 8000;
    private static final int ADDI = 0x00158593; // addi a1, a1, 1
    private static final int RET = 0x00008067;
    private static final int ECALL = 0x00000073;
    private static final int SFENCE = 0x12000073;

    private final int[] words = new int[1024];

    private Decoded at(int offset) {
        return InstructionSet.decode(words[offset / 4]);
    }

    private Region region(int entry, int most) {
        return new Region(entry, most, this::at);
    }

    private static int branch(int offset) { // beq a0, a1, offset
        return 0x00B50063 | (offset >> 12 & 1) << 31 | (offset >> 5 & 63) << 25 | (offset >> 1 & 15) << 8 | (offset >> 11 & 1) << 7;
    }

    private static int jal(int rd, int offset) {
        return 0x6F | rd << 7 | (offset >> 20 & 1) << 31 | (offset >> 1 & 0x3FF) << 21 | (offset >> 11 & 1) << 20 | (offset >> 12 & 255) << 12;
    }

    private void fill(int word) {
        java.util.Arrays.fill(words, word);
    }

    @Test
    void endsBeforeWhatIsInterpreted() {
        for (int word : new int[] {ECALL, SFENCE, 0}) {
            fill(ADDI);
            words[3] = word;
            Region region = region(0, 50);
            assertEquals(3, region.size());
            assertArrayEquals(new int[] {0, 2, 4}, region.places());
            assertFalse(region.loops());
            assertEquals(0, region(12, 50).size());
        }
    }

    @Test
    void followsBothWaysOfABranch() {
        fill(ADDI);
        words[1] = branch(16);
        words[3] = ECALL;
        words[6] = ECALL;
        Region region = region(0, 50);
        assertEquals(List.of(0, 8, 20), region.blocks().stream().map(Block::key).toList());
        Block first = region.blocks().getFirst();
        assertEquals(20, region.target(first));
        assertEquals(8, region.next(first));
    }

    @Test
    void knowsLoops() {
        fill(ADDI);
        words[2] = branch(-4);
        words[3] = ECALL;
        assertTrue(region(0, 50).loops());
        assertTrue(region(4, 50).loops());
        words[2] = branch(-16 - 4096); // out of the page
        assertFalse(region(0, 50).loops());
    }

    /** The function at 0x40 is copied for each of its two calls, so that each return is known. */
    @Test
    void copiesCalledFunctions() {
        fill(ADDI);
        words[0] = jal(1, 0x40);
        words[1] = jal(1, 0x3C);
        words[2] = ECALL;
        words[0x11] = RET;
        Region region = region(0, 50);
        assertEquals(6, region.size());
        Block call = region.at(0);
        Block function = region.at(region.target(call));
        assertNotNull(function);
        assertEquals(0x40, function.offset());
        assertEquals(4, region.back(function));
        Block second = region.at(region.target(region.at(4)));
        assertEquals(0x40, second.offset());
        assertTrue(second.key() != function.key());
        assertNull(region.at(region.back(second)), "an ecall follows");
    }

    @Test
    void recursionEnds() {
        fill(ADDI);
        words[1] = jal(1, -4);
        assertTrue(region(0, 50).size() <= 50);
    }

    @Test
    void staysInThePage() {
        fill(ADDI);
        Region region = region(4092, 50);
        assertEquals(1, region.size());
        assertEquals(-1, region.next(region.blocks().getFirst()));
        words[1023] = branch(8);
        assertEquals(-1, region(4092, 50).target(region(4092, 50).blocks().getFirst()));
    }

    /** The largest instructions, in as many blocks as there can be, with all registers in use. */
    @Test
    void methodsStaySmall() {
        int largest = 0;
        for (boolean loop : new boolean[] {false, true}) {
            for (int kind = 0; kind < 4; kind++) {
                for (int i = 0; i < words.length; i++) {
                    int rd = i % 31 + 1;
                    words[i] = switch (kind) {
                        case 0 -> 0x80003023 | rd << 20 | (rd ^ 7) << 15; // sd x, -2048(y)
                        case 1 -> 0x80003003 | rd << 7 | (rd ^ 7) << 15; // ld
                        case 2 -> 0x0000302F | rd << 7 | (rd ^ 5) << 20 | (rd ^ 9) << 15; // amoadd.d
                        default -> branch(4 * (i % 5 + 2)) & ~(31 << 15) | rd << 15;
                    };
                }
                if (loop) {
                    words[Translation.MOST_INSTRUCTIONS - 1] = jal(0, -4 * (Translation.MOST_INSTRUCTIONS - 1));
                }
                Region region = region(0, Translation.MOST_INSTRUCTIONS);
                largest = Math.max(largest, ClassFile.of().parse(RegionCompiler.compile(region)).methods().stream()
                        .flatMap(method -> method.findAttribute(java.lang.classfile.Attributes.code()).stream())
                        .mapToInt(CodeAttribute::codeLength).max().orElseThrow());
            }
        }
        assertTrue(largest > 500 && largest < HOTSPOT_LIMIT, largest + " bytes");
    }
}
