package org.haiov.sim.engine.jvm.plan;

import java.util.Arrays;
import org.haiov.sim.engine.jvm.graph.Node;

/** The table behind a switch: which argument each value of the selector chooses. */
public final class Selection {
    private static final int WIDEST = 5;

    private Selection() {
    }

    /** Whether the selector is narrow enough for a table of all its values. */
    public static boolean isDense(Node choice) {
        return choice.arg(0).width() <= WIDEST;
    }

    /** For each value of a dense selector the number of the argument. */
    public static int[] table(Node choice) {
        int[] table = new int[1 << choice.arg(0).width()];
        Arrays.fill(table, choice.arity() - 1);
        long[][] keys = choice.keys();
        for (int i = 0; i < keys.length; i++) {
            for (long key : keys[i]) {
                table[(int) key] = i + 1;
            }
        }
        return table;
    }

    public static boolean isUniform(int[] table, int from, int to) {
        for (int i = from; i < to; i++) {
            if (table[i] != table[from]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the upper half of the values chooses as the lower does. */
    public static boolean sameHalves(int[] table, int from, int to) {
        int middle = (from + to) / 2;
        return Arrays.equals(table, from, middle, table, middle, to);
    }

    /** How often the tree of choices by bits names each argument. */
    static int[] leaves(Node choice) {
        int[] table = table(choice);
        int[] counts = new int[choice.arity()];
        count(table, 0, table.length, counts);
        return counts;
    }

    private static void count(int[] table, int from, int to, int[] counts) {
        if (isUniform(table, from, to)) {
            counts[table[from]]++;
        } else {
            int middle = (from + to) / 2;
            count(table, from, middle, counts);
            if (!sameHalves(table, from, to)) {
                count(table, middle, to, counts);
            }
        }
    }
}
