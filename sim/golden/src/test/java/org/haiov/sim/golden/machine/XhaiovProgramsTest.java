package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.sim.golden.hcs.ContextSwitch;
import org.haiov.sim.golden.vi.Rule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of software/tests/xhaiov, and that they cover every rule of docs/xhaiov.md: each prints the rules that it has passed. */
@TestInstance(Lifecycle.PER_CLASS)
class XhaiovProgramsTest {
    private static final Path MANUAL = Path.of("../../docs/xhaiov.md");
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*(\\d+\\.\\d+)\\*\\* (.*)$");
    private static final Pattern HARDWARE = Pattern.compile("\\[vi: (\\w+)]");
    private static final List<String> PROGRAMS = List.of("enable", "csrs", "causes", "uer", "requests", "controller", "levels", "switch", "unwind", "routing");

    /** Instructions of each hart: several times what the longest program needs. */
    private static final long MOST = 1_500_000;

    private final Map<String, Path> built = new ConcurrentHashMap<>();

    @BeforeAll
    void build(@TempDir Path directory) {
        Programs.need("riscv64-unknown-elf-gcc");
        PROGRAMS.parallelStream().forEach(program -> built.put(program, build(directory, program)));
    }

    private static Path build(Path directory, String program) {
        try {
            return Programs.build(directory, "xhaiov/" + program + ".S", "xhaiov/harness.S");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(program, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "csrs", "causes", "uer", "requests", "controller", "levels", "switch", "unwind"})
    void oneHart(String program) {
        passes(program, "{}");
    }

    /** Instructions one by one, harts in turns: what is looked at between them must not depend on it. */
    @ParameterizedTest
    @ValueSource(strings = {"enable", "csrs", "causes", "uer", "requests", "controller", "levels", "switch", "unwind"})
    void interpretedOnTwoHarts(String program) {
        passes(program, "{\"harts\": 2, \"translator\": false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"harts\": 2}", "{\"harts\": 2, \"quantum\": 37}", "{\"harts\": 8, \"viVids\": 256, \"viEntries\": 1024, \"viSlots\": 64}"})
    void routing(String configuration) {
        passes("routing", configuration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"misaligned\": \"handle\"}", "{\"viVids\": 16, \"viEntries\": 16, \"viSlots\": 8}"})
    void otherSizesAndChoices(String configuration) {
        passes("uer", configuration);
        passes("requests", configuration);
        passes("switch", configuration);
    }

    /** Every place is translated when it is reached the first time. */
    @ParameterizedTest
    @ValueSource(strings = {"enable", "csrs", "causes", "uer", "requests", "controller", "levels", "switch", "unwind"})
    void translatedAtOnce(String program) {
        Result run = run(program, "{}", null, 1);
        assertEquals(0, run.code, program + ":\n" + run.console);
    }

    /** A step at a time, as lockstep goes. */
    @Test
    void traced() {
        StringBuilder lines = new StringBuilder();
        Result run = run("unwind", "{}", lines, 0);
        assertEquals(0, run.code, run.console);
        for (String change : List.of("entered", "resumed", "ended", "interrupted", "stopped")) {
            assertTrue(lines.indexOf("handler " + change) > 0, change);
        }
    }

    @Test
    void everyRuleOfTheManualHasATest() throws IOException {
        Set<String> passed = new TreeSet<>();
        for (String program : PROGRAMS) {
            passed.addAll(passes(program, program.equals("routing") ? "{\"harts\": 2}" : "{}"));
        }
        Set<String> rules = new TreeSet<>();
        Matcher rule = RULE.matcher(Files.readString(MANUAL));
        while (rule.find()) {
            Matcher hardware = HARDWARE.matcher(rule.group(2));
            if (hardware.find()) {
                Rule.valueOf(hardware.group(1)); // EveryRuleCanFailTest shows that it is checked
            } else {
                assertTrue(rules.add(rule.group(1)), "rule " + rule.group(1) + " stands twice");
            }
        }
        assertEquals(rules, passed, "left: rules of docs/xhaiov.md, right: rules that programs check");
    }

    /** The programs can fail: without Xhaiov none gets anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"enable", "csrs", "causes", "uer", "requests", "controller", "levels", "switch", "unwind", "routing"})
    void failWithoutXhaiov(String program) {
        assertNotEquals(0, run(program, "{\"harts\": 2, \"extensions\": [\"h\", \"sstc\"]}", null, 0).code);
    }

    private Set<String> passes(String program, String configuration) {
        Result run = run(program, configuration, null, 0);
        assertEquals(0, run.code, program + " on " + configuration + ":\n" + run.console);
        Set<String> passed = new TreeSet<>();
        run.console.lines().filter(line -> line.startsWith("passed ")).forEach(line -> passed.add(line.substring("passed ".length())));
        return passed;
    }

    private record Result(String console, int code) {}

    /** @param hot jumps to a place after which it is translated; 0 for the usual */
    private Result run(String program, String configuration, StringBuilder trace, int hot) {
        CapturedConsole console = new CapturedConsole();
        Machine machine = new Machine(MachineConfig.parse(program, configuration), console);
        if (hot > 0) {
            machine.harts().forEach(hart -> hart.translate(hot));
        }
        if (trace != null) {
            machine.trace(step -> {
                if (step.change() != ContextSwitch.Change.NONE) {
                    trace.append(TraceText.line(step)).append('\n');
                }
            });
        }
        machine.load(ElfFile.read(built.get(program)));
        Outcome outcome = machine.run(MOST * machine.harts().size());
        int code = outcome.kind() == Outcome.Kind.EXIT ? outcome.code() : -1;
        return new Result(console.text() + outcome, code);
    }
}
