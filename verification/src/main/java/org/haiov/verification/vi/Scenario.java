package org.haiov.verification.vi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.haiov.sim.lockstep.vi.Script;

/**
 * A directed course of events at a controller of at least 4 harts, 16 VIDs and 4 slots. Besides what it expects itself, the golden
 * model checks every cycle of it.
 *
 * @param name what it shows
 * @param course tells harts and bus master what to do
 */
public record Scenario(String name, Consumer<Script> course) {
    /** All of them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(RequestScenarios.ALL);
        all.addAll(PresentationScenarios.ALL);
        all.addAll(RoutingScenarios.ALL);
        all.addAll(WithdrawalScenarios.ALL);
        all.addAll(SimultaneousScenarios.ALL);
        all.addAll(DrainScenarios.ALL);
        all.addAll(BucketScenarios.ALL);
        all.addAll(RegisterScenarios.ALL);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
