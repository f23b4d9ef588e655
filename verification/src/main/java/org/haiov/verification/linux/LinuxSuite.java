package org.haiov.verification.linux;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import org.haiov.verification.qemu.Qemu;

/** Boots Linux on the golden model and on QEMU and checks what the consoles say. The first that is wrong ends it. */
public final class LinuxSuite {
    private static final String ROW = "%-28s %-22s %14s %14s %8s %9s %9s";

    private final LinuxBuild build;
    private final boolean qemu;
    private final Consumer<String> progress;

    /**
     * @param qemu whether to run the same on QEMU
     * @param progress takes the lines of the table as they come
     */
    public LinuxSuite(LinuxBuild build, boolean qemu, Consumer<String> progress) {
        this.build = build;
        this.qemu = qemu;
        this.progress = progress;
    }

    /** All scenarios; the table as JSON. */
    public JsonObject run() {
        if (qemu) {
            Qemu.require();
        }
        progress.accept(String.format(Locale.ROOT, ROW, "", "to", "instructions", "reference", "ratio", "golden s", "QEMU s"));
        JsonArray rows = new JsonArray();
        for (Scenario scenario : Scenario.ALL) {
            rows.add(run(scenario));
        }
        JsonObject result = new JsonObject();
        result.addProperty("suite", "linux");
        result.addProperty("reference", Reference.source());
        result.add("scenarios", rows);
        return result;
    }

    private JsonObject run(Scenario scenario) {
        GoldenBoot.Result golden = GoldenBoot.run(build, scenario);
        boolean both = qemu && scenario.equipment() != Scenario.Equipment.CONSOLE;
        double qemuSeconds = both ? QemuBoot.run(build, scenario) : Double.NaN;
        JsonArray milestones = new JsonArray();
        for (GoldenBoot.Reached reached : golden.reached()) {
            JsonObject row = new JsonObject();
            row.addProperty("to", reached.milestone().name());
            row.addProperty("instructions", reached.instructions());
            if (reached.milestone().reference() != null) {
                row.addProperty("reference", Reference.instructions(reached.milestone().reference()));
            }
            milestones.add(row);
            boolean last = milestones.size() == golden.reached().size();
            print(milestones.size() == 1 ? scenario.name() : "", reached, last ? golden.seconds() : Double.NaN, last ? qemuSeconds : Double.NaN);
        }
        JsonObject result = new JsonObject();
        result.addProperty("name", scenario.name());
        result.addProperty("harts", scenario.harts());
        result.addProperty("instructions", golden.instructions());
        result.addProperty("goldenSeconds", golden.seconds());
        if (both) {
            result.addProperty("qemuSeconds", qemuSeconds);
        }
        result.add("milestones", milestones);
        return result;
    }

    private void print(String name, GoldenBoot.Reached reached, double goldenSeconds, double qemuSeconds) {
        String reference = reached.milestone().reference();
        long expected = reference == null ? 0 : Reference.instructions(reference);
        progress.accept(String.format(Locale.ROOT, ROW, name, reached.milestone().name(), String.format(Locale.ROOT, "%,d", reached.instructions()),
                reference == null ? "" : String.format(Locale.ROOT, "%,d", expected),
                reference == null ? "" : String.format(Locale.ROOT, "%.2f", (double) reached.instructions() / expected), seconds(goldenSeconds),
                seconds(qemuSeconds)).stripTrailing());
    }

    private static String seconds(double seconds) {
        return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.1f", seconds);
    }
}
