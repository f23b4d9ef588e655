package org.haiov.verification.differential;

import java.util.List;

/**
 * A program that differs.
 *
 * @param lines what differs
 */
public record Failure(Case program, List<String> lines) {
    @Override
    public String toString() {
        return "seed " + program.seed() + "\n  " + String.join("\n  ", lines) + "\n  again: " + command();
    }

    /** Repeats it. */
    public String command() {
        return "./haiov regress differential --only " + program.seed() + " --focus " + program.focus();
    }
}
