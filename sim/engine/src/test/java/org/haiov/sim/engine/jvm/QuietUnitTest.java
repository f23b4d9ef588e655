package org.haiov.sim.engine.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.junit.jupiter.api.Test;

/** A unit in which nothing changes for long must run again when a memory that it reads is written elsewhere. */
class QuietUnitTest {
    private static final int LONG = 200;
    private static final Net CLOCK = new Net("clk", 1, Net.Kind.CLOCK, Loc.UNKNOWN);
    private static final Net WRITE = new Net("write", 1, Net.Kind.INPUT, Loc.UNKNOWN);
    private static final Net DATA = new Net("data", 64, Net.Kind.INPUT, Loc.UNKNOWN);
    private static final Net WORD = new Net("writer.word", 64, Net.Kind.WIRE, Loc.UNKNOWN);
    private static final Net RESULT = new Net("reader.result", 64, Net.Kind.REGISTER, Loc.UNKNOWN);
    private static final Net BUSY = new Net("writer.busy", 64, Net.Kind.REGISTER, Loc.UNKNOWN);

    private static Expr literal(long value, int width) {
        return new Expr.Lit(BigInteger.valueOf(value), width, Loc.UNKNOWN);
    }

    /** Costs enough to be worth leaving out. */
    private static Expr scrambled(Expr e) {
        Expr value = e;
        for (int i = 1; i < 40; i++) {
            value = new Expr.Binary(i % 2 == 0 ? BinaryOp.ADD : BinaryOp.XOR, value, literal(i * 77L, 64), Loc.UNKNOWN);
        }
        return value;
    }

    private static long scrambled(long value) {
        for (int i = 1; i < 40; i++) {
            value = i % 2 == 0 ? value + i * 77L : value ^ i * 77L;
        }
        return value;
    }

    private static Design design() {
        Clocking clocking = new Clocking(CLOCK, null);
        Memory memory = new Memory("writer.memory", 64, 4, List.of(), Memory.Style.AUTO,
                List.of(new Memory.WritePort(clocking, new Expr.Ref(WRITE, Loc.UNKNOWN), literal(2, 2), new Expr.Ref(DATA, Loc.UNKNOWN),
                        null, Loc.UNKNOWN)),
                List.of(new Memory.ReadPort(WORD, null, literal(2, 2), null, Memory.UnderWrite.OLD, Loc.UNKNOWN)), Loc.UNKNOWN);
        Register result = new Register(RESULT, clocking, false, BigInteger.ZERO, null, scrambled(new Expr.Ref(WORD, Loc.UNKNOWN)), false,
                Loc.UNKNOWN);
        Expr more = new Expr.Binary(BinaryOp.ADD, new Expr.Ref(BUSY, Loc.UNKNOWN), literal(1, 64), Loc.UNKNOWN);
        Register busy = new Register(BUSY, clocking, false, BigInteger.ZERO, null, scrambled(more), false, Loc.UNKNOWN);
        ModuleIr top = new ModuleIr("quiet", "Quiet", List.of(CLOCK, WRITE, DATA), List.of(WORD, RESULT, BUSY), List.of(),
                List.of(result, busy), List.of(memory), List.of(), List.of(), Loc.UNKNOWN);
        return new Design(top, List.of(top), List.of());
    }

    private static Simulation open() {
        // Small units, so that reader and memory are apart.
        return new JvmEngine(new Limits(1, 45, 6)).open(design(), EngineOptions.DEFAULT);
    }

    @Test
    void aWriteByTheDesignWakesTheReader() {
        try (Simulation sim = open()) {
            sim.run(LONG);
            assertEquals(scrambled(0), sim.peek("reader.result"));
            sim.poke("data", 5);
            sim.poke("write", 1);
            sim.step();
            sim.poke("write", 0);
            sim.step();
            assertEquals(scrambled(5), sim.peek("reader.result"));
        }
    }

    @Test
    void aWriteFromOutsideWakesTheReader() {
        try (Simulation sim = open()) {
            sim.run(LONG);
            sim.memory("writer.memory").writeLong(2, 6);
            sim.step();
            assertEquals(scrambled(6), sim.peek("reader.result"));
        }
    }

    @Test
    void soDoesARestoredState() {
        try (Simulation sim = open()) {
            sim.memory("writer.memory").writeLong(2, 7);
            Snapshot early = sim.save();
            sim.step();
            sim.memory("writer.memory").writeLong(2, 8);
            sim.run(LONG);
            assertEquals(scrambled(8), sim.peek("reader.result"));
            sim.restore(early);
            sim.step();
            assertEquals(scrambled(7), sim.peek("reader.result"));
        }
    }
}
