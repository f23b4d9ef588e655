package org.haiov.verification.bench.engine;

import java.util.List;
import java.util.function.Supplier;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.ir.Net;
import org.haiov.passes.Checks;
import org.haiov.verification.designs.Lanes;
import org.haiov.verification.designs.ViLoad;

/**
 * A design to run: nothing is driven from outside but clock {@code clk} and reset {@code rst}, and output {@code hash}, up to 64
 * bits, depends on all that it does.
 *
 * @param name the bench's subject
 * @param maker makes the top component anew
 */
record Subject(String name, Supplier<Component> maker) {
    static final List<Subject> ALL = List.of(
            new Subject("vi-controller", () -> new ViLoad(ViConfig.MAXIMUM)),
            lanes("lanes-1", 1, false),
            lanes("lanes-16", 16, false),
            lanes("lanes-64", 64, false),
            lanes("lanes-64-idle", 64, true));

    private static Subject lanes(String name, int count, boolean idle) {
        return new Subject(name, () -> new Lanes(count, idle, false));
    }

    static Subject named(String name) {
        return ALL.stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
    }

    Design elaborate() {
        Design design = Checks.run(Elaborator.elaborate(maker.get()));
        List<String> inputs = design.top().ports().stream().filter(p -> p.kind() != Net.Kind.OUTPUT).map(Net::name).sorted().toList();
        boolean hash = design.top().ports().stream().anyMatch(p -> p.kind() == Net.Kind.OUTPUT && p.name().equals("hash") && p.width() <= 64);
        if (!inputs.equals(List.of("clk", "rst")) || !hash) {
            throw new IllegalArgumentException(name + " cannot be benched: its inputs are not clk and rst alone, or it has no output hash");
        }
        return design;
    }
}
