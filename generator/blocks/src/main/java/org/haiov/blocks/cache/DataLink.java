package org.haiov.blocks.cache;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** The pipeline's connection to the data cache with its load/store pipe, seen from the pipeline; rules in docs/core.md. */
public record DataLink(Issue e, Middle m, Result r) implements Bundle {
    /**
     * Stage E.
     *
     * @param valid 1: the instruction in E is one of memory and moves to M at the end of this cycle. Combinational, late
     * @param op {@link MemoryOp}
     * @param function 5: an AMO's funct5 (Unprivileged ISA 20191213, chapter 24)
     * @param size 2: log2 of bytes
     * @param unsigned 1: a load narrower than 64 bits extends with zeros
     * @param hypervisor 1: HLV, HLVX, HSV
     * @param executable 1: HLVX
     * @param address 64, virtual, fresh from the adder; aligned (misaligned instructions are never issued)
     */
    public record Issue(Signal valid, Signal op, Signal function, Signal size, Signal unsigned, Signal hypervisor, Signal executable,
            Signal address) implements Bundle {}

    /**
     * Stage M.
     *
     * @param data 64: rs2 of stores, SC and AMO, right-aligned
     * @param kill 1: the instruction does not happen; only in its first cycle in M
     */
    public record Middle(Signal data, Signal kill) implements Bundle {}

    /**
     * Stage M, from the cache.
     *
     * @param busy 1: the instruction stays in M. 0 where M holds none of memory
     * @param data 64: what rd gets (SC: 0 success, 1 failure). Only with busy 0
     * @param failed 1, with busy 0: the instruction traps with {@code fault}; nothing was changed
     * @param fault the fault; an access fault of a device too
     * @param physical physicalBits: the address, for the retirement port
     */
    public record Result(Signal busy, Signal data, Signal failed, TranslationFault fault, Signal physical) implements Bundle {}

    /** The shape. */
    public static DataLink shape(int physicalBits) {
        return new DataLink(new Issue(Signal.of(1), Signal.of(3), Signal.of(5), Signal.of(2), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(64)), new Middle(Signal.of(64), Signal.of(1)),
                flip(new Result(Signal.of(1), Signal.of(64), Signal.of(1), TranslationFault.shape(), Signal.of(physicalBits))));
    }
}
