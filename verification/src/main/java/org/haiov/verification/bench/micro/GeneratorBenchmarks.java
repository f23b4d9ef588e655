package org.haiov.verification.bench.micro;

import java.util.concurrent.TimeUnit;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.passes.Checks;
import org.haiov.passes.Flatten;
import org.haiov.verification.designs.Lanes;
import org.haiov.verilog.VerilogEmitter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The generator's steps one by one, warm, on 16 lanes that share nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GeneratorBenchmarks {
    private static final int LANES = 16;
    private final Design elaborated = Elaborator.elaborate(new Lanes(LANES, false, true));
    private final Design checked = Checks.run(elaborated);

    /** The user's constructors, with the place and name of every call, and elaboration to the netlist. */
    @Benchmark
    public Design elaborate() {
        return Elaborator.elaborate(new Lanes(LANES, false, true));
    }

    /** Sharing of equal modules and every check of the whole design. */
    @Benchmark
    public Design check() {
        return Checks.run(elaborated);
    }

    /** The netlist without hierarchy, as the engines take it. */
    @Benchmark
    public Object flatten() {
        return Flatten.run(checked);
    }

    /** Text of the Verilog. */
    @Benchmark
    public Object print() {
        return new VerilogEmitter().emit(checked);
    }
}
