package org.haiov.verification.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.haiov.ir.HaiovException;

/** Reads a console line by line: finds a scenario's milestones in their order, and whatever says that something went wrong. */
final class ConsoleCheck {
    private static final Pattern TIME = Pattern.compile("^\\[ *\\d+\\.\\d+\\] ");
    private static final Pattern WRONG = Pattern.compile("Kernel panic|Oops|BUG:|WARNING:|Call Trace|stall|init: .*(failed|stops)|there is no mode");

    private final Scenario scenario;
    private final List<String> lines = new ArrayList<>();
    private int reached;

    ConsoleCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Takes the next line; the milestone that it is, or null. */
    Scenario.Milestone line(String text) {
        String line = TIME.matcher(text.stripTrailing()).replaceFirst("");
        lines.add(line);
        if (reached < scenario.milestones().size() && scenario.milestones().get(reached).line().matcher(line).matches()) {
            return scenario.milestones().get(reached++);
        }
        return null;
    }

    /** @throws HaiovException where a milestone was missed, or a line tells of something wrong */
    void finish(String where) {
        for (String line : lines) {
            if (WRONG.matcher(line).find()) {
                throw failure(where, "the console says: " + line);
            }
        }
        if (reached < scenario.milestones().size()) {
            throw failure(where, "the console does not say /" + scenario.milestones().get(reached).line() + "/ where it should");
        }
    }

    private HaiovException failure(String where, String what) {
        List<String> last = lines.subList(Math.max(0, lines.size() - 20), lines.size());
        return new HaiovException("linux: " + scenario.name() + " on " + where + ": " + what + "\nIts last lines:\n  " + String.join("\n  ", last));
    }
}
