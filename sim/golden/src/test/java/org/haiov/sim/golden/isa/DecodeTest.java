package org.haiov.sim.golden.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import org.haiov.facts.Instruction;
import org.haiov.facts.RiscvFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words and their text; the expected texts are GNU objdump's without aliases. */
class DecodeTest {
    @Test
    void everyInstructionOfTheFactsDecodes() {
        for (Instruction instruction : RiscvFacts.instructions()) {
            assertEquals(Op.of(instruction.name()), InstructionSet.decode(instruction.match()).op, instruction.name());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fe112e23 | sw ra, -4(sp)", "ff010113 | addi sp, sp, -16", "0ff0000f | fence iorw, iorw", "30529073 | csrrw zero, mtvec, t0",
        "3002f073 | csrrci zero, mstatus, 5", "1005262f | lr.w a2, (a0)", "1ac5362f | sc.d.rl a2, a2, (a0)", "0cc5a6af | amoswap.w.aq a3, a2, (a1)",
        "64c5c073 | .word 0x64c5c073", "6ac5c073 | hsv.w a2, (a1)", "643546f3 | hlvx.hu a3, (a0)", "12b50073 | sfence.vma a0, a1", "fffff0ef | jal ra, 0xffe",
        "41f5d593 | srai a1, a1, 31", "00000000 | .half 0x0", "ffffffff | .word 0xffffffff"})
    void words(String word, String text) {
        assertEquals(text, InstructionSet.decode((int) HexFormat.fromHexDigitsToLong(word)).text(0x1000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0001 | c.addi zero, zero, 0", "1141 | c.addi sp, sp, -16", "e406 | c.sd ra, 8(sp)", "60a2 | c.ld ra, 8(sp)", "8082 | c.jalr zero, 0(ra)",
        "6105 | c.addi sp, sp, 32", "0808 | c.addi a0, sp, 16", "4501 | c.addi a0, zero, 0", "2505 | c.addiw a0, a0, 1", "6785 | c.lui a5, 0x1",
        "757d | c.lui a0, 0xfffff", "8d89 | c.sub a1, a1, a0", "9d2d | c.addw a0, a0, a1", "8985 | c.andi a1, a1, 1", "85fd | c.srai a1, a1, 31",
        "05b2 | c.slli a1, a1, 12", "c188 | c.sw a0, 0(a1)", "6188 | c.ld a0, 0(a1)", "d9fd | c.beq a1, zero, 0xff6", "bffd | c.jal zero, 0xffe", "9002 | c.ebreak",
        "9582 | c.jalr ra, 0(a1)", "852e | c.add a0, zero, a1", "2000 | .half 0x2000", "6101 | .half 0x6101", "8002 | .half 0x8002"})
    void compressed(String half, String text) {
        assertEquals(text, InstructionSet.decode(HexFormat.fromHexDigits(half)).text(0x1000));
    }

    @Test
    void theUpperHalfOfACompressedWordDoesNotMatter() {
        assertEquals(2, InstructionSet.decode(0xFFFF0001).length);
        assertNotEquals(Op.ILLEGAL, InstructionSet.decode(0xFFFF0001).op);
    }
}
