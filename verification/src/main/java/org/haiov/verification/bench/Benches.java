package org.haiov.verification.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.haiov.ir.HaiovException;
import org.haiov.verification.bench.engine.EngineBench;
import org.haiov.verification.bench.golden.GoldenBench;
import org.haiov.verification.bench.micro.MicroBench;

/** The benches by name. */
public final class Benches {
    private static final Map<String, Supplier<Bench>> BENCHES = new LinkedHashMap<>();

    static {
        BENCHES.put("engine", EngineBench::new);
        BENCHES.put("generate", GenerateBench::new);
        BENCHES.put("golden", GoldenBench::new);
        BENCHES.put("micro", MicroBench::new);
    }

    private Benches() {
    }

    /** The bench of that name; an unknown name is an error that lists the known ones. */
    public static Bench named(String name) {
        Supplier<Bench> maker = BENCHES.get(name);
        if (maker == null) {
            throw new HaiovException("there is no bench '" + name + "'\n  there is " + String.join(", ", BENCHES.keySet()));
        }
        return maker.get();
    }

    /** Descriptions by name. */
    public static Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        BENCHES.forEach((name, maker) -> descriptions.put(name, maker.get().description()));
        return descriptions;
    }
}
