package org.haiov.verification.differential;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haiov.verification.coverage.Coverage;

/** Chooses what programs have more of: the more points of an area have not been reached often enough, the more often that area. */
final class Steering {
    private static final int ANY = 4;

    private final Coverage coverage;

    Steering(Coverage coverage) {
        this.coverage = coverage;
    }

    Focus focus(RandomGenerator random) {
        Map<Focus, Integer> weights = weights();
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        int chosen = random.nextInt(sum);
        for (Map.Entry<Focus, Integer> weight : weights.entrySet()) {
            chosen -= weight.getValue();
            if (chosen < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException();
    }

    private long measured = -1;
    private Map<Focus, Integer> last;

    private Map<Focus, Integer> weights() {
        long now = coverage.hits("mode/M");
        if (now != measured) {
            measured = now;
            last = new EnumMap<>(Focus.class);
            for (Focus focus : Focus.values()) {
                last.put(focus, focus == Focus.ANY ? 2 * ANY : ANY);
            }
            coverage.rare().forEach(point -> last.merge(area(point), 1, Integer::sum));
        }
        return last;
    }

    private static Focus area(String point) {
        String[] parts = point.split("/");
        return switch (parts[0]) {
            case "instruction" -> parts[1].startsWith("c.") ? Focus.COMPRESSED : parts[1].matches("(amo|lr|sc).*") ? Focus.ATOMIC
                    : parts[1].startsWith("h") ? Focus.GUEST_ACCESS : Focus.ARITHMETIC;
            case "csr", "field" -> Focus.CSR;
            case "trap" -> Focus.TRAPS;
            case "interrupt" -> parts[1].contains("timer") ? Focus.TIMERS : Focus.INTERRUPTS;
            case "pmp" -> Focus.PMP;
            case "pte", "level" -> parts.length > 3 && parts[3].startsWith("h") ? Focus.GUEST_ACCESS
                    : parts.length > 3 && parts[3].matches("amo|lr|sc") ? Focus.ATOMIC : parts[1].equals("S") ? Focus.PAGES : Focus.GUEST_PAGES;
            default -> Focus.ANY;
        };
    }
}
