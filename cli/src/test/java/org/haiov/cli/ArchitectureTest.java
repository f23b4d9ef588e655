package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may know which: the arrows of docs/architecture.md, checked on the compiled classes. */
class ArchitectureTest {
    /** Package, and the packages of ours that it may know beside itself; a sub-package counts as its parent. */
    private static final Map<String, List<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("org.haiov.ir", List.of());
        MAY_KNOW.put("org.haiov.hdl", List.of("org.haiov.ir", "org.haiov.passes"));
        MAY_KNOW.put("org.haiov.passes", List.of("org.haiov.ir"));
        MAY_KNOW.put("org.haiov.verilog", List.of("org.haiov.ir", "org.haiov.passes"));
        MAY_KNOW.put("org.haiov.facts", List.of());
        MAY_KNOW.put("org.haiov.blocks", List.of("org.haiov.hdl", "org.haiov.ir", "org.haiov.facts"));
        MAY_KNOW.put("org.haiov.sim.engine", List.of("org.haiov.ir", "org.haiov.hdl", "org.haiov.passes", "org.haiov.verilog"));
        MAY_KNOW.put("org.haiov.sim.golden", List.of("org.haiov.facts"));
        MAY_KNOW.put("org.haiov.sim.lockstep", List.of("org.haiov.ir", "org.haiov.hdl", "org.haiov.facts", "org.haiov.blocks",
                "org.haiov.sim.engine", "org.haiov.sim.golden"));
    }

    private static final Pattern ARROW = Pattern.compile("^ +(org\\.haiov\\S*) +-> (org\\.haiov\\S*) ", Pattern.MULTILINE);

    @Test
    void arrowsRunOneWay() {
        List<String> classes = Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> Path.of(entry).toAbsolutePath().toString().matches(".*/target/(classes|haiov-[^/]*\\.jar)/?"))
                .toList();
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("-verbose:package", "-filter:none", "--ignore-missing-deps"));
        arguments.addAll(classes);
        int status = ToolProvider.findFirst("jdeps").orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(String[]::new));
        assertEquals(0, status, out.toString());

        TreeSet<String> wrong = new TreeSet<>();
        int arrows = 0;
        for (Matcher arrow = ARROW.matcher(out.toString()); arrow.find(); arrows++) {
            String from = ruled(arrow.group(1));
            String to = ruled(arrow.group(2));
            if (from != null && !from.equals(to) && !MAY_KNOW.get(from).contains(to == null ? arrow.group(2) : to)) {
                wrong.add(arrow.group(1) + " must not know " + arrow.group(2));
            }
        }
        assertTrue(arrows > 0, "jdeps showed nothing: " + out);
        assertEquals(new TreeSet<String>(), wrong);
    }

    /** The package of the rules that a package belongs to; null for those that stand above all rules (verification, fpga, cli). */
    private static String ruled(String name) {
        return MAY_KNOW.keySet().stream().filter(rule -> name.equals(rule) || name.startsWith(rule + ".")).findFirst().orElse(null);
    }
}
