package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.cli.LauncherSandbox.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** setup and doctor on machines that lack things. */
class SetupTest {
    /** Three tools, one essential; the real list holds what this machine may or may not have. */
    private static final String TOOLS = """
            JDK 25    | jdk       | temurin-25-jdk,openjdk-25-jdk-headless | essential | 25    | jdk                 | everything
            Maven     | mvn       | maven     | essential | 3.6.3 | mvn --version       | building "haiov"
            Verilator | verilator | verilator | optional  | 5.006 | verilator --version | the Verilator engine
            Yosys     | yosys     | yosys     | optional  | 0.23  | yosys -V            | area reports
            """;
    /** apt-get that knows verilator and maven once its lists are fetched, and yosys never; what it installs appears on PATH. */
    private static final String APT_GET = """
            echo "apt-get $*" >> "$CALLS"
            case " $* " in
              *' update '*) touch "$TREE/lists" ;;
              *' install '*)
                for package in "$@"; do
                  case $package in
                    broken) exit 100 ;;
                    verilator) printf '#!/bin/sh\\necho Verilator 5.006\\n' > "$APT_BIN/verilator"; chmod +x "$APT_BIN/verilator" ;;
                    maven) printf '#!/bin/sh\\necho Apache Maven 3.8.7\\n' > "$APT_BIN/mvn"; chmod +x "$APT_BIN/mvn" ;;
                  esac
                done ;;
            esac""";
    private static final String APT_CACHE = """
            candidate='(none)'
            case ${!#} in verilator | maven | broken) [[ ! -e $TREE/lists ]] || candidate=1 ;; esac
            printf '%s:\\n  Installed: (none)\\n  Candidate: %s\\n' "${!#}" "$candidate\"""";

    @TempDir
    private Path directory;
    private LauncherSandbox machine;

    @BeforeEach
    void machine() throws Exception {
        machine = new LauncherSandbox(directory);
        tools(TOOLS);
    }

    private void tools(String list) throws Exception {
        Files.writeString(machine.home.resolve("cli/launcher/tools.list"), list);
    }

    private void apt(int user) throws Exception {
        machine.program("apt-get", APT_GET.replace("$APT_BIN", machine.bin.toString()));
        machine.program("apt-cache", APT_CACHE);
        machine.program("id", "echo " + user);
    }

    @Test
    void withoutAptSaysWhatToInstall() throws Exception {
        machine.jdk25();
        Result result = machine.haiov("setup");
        assertEquals(1, result.status(), "Maven is essential");
        assertTrue(result.err().contains("Verilator 5.006 or newer [verilator]"), result.err());
        assertTrue(result.err().contains("Maven is missing (essential). Without it: building \"haiov\""), result.err());
    }

    @Test
    void withoutRootPrintsTheCommand() throws Exception {
        machine.jdk25();
        machine.maven();
        apt(1000);
        Files.createFile(machine.home.resolve("lists"));
        Result result = machine.haiov("setup");
        assertEquals(0, result.status(), "what is missing is optional: " + result.err());
        assertTrue(result.err().contains("sudo apt-get update && sudo apt-get install -y --no-install-recommends verilator\n"),
                result.err());
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void installsWhatAptOffersAndNamesTheRest() throws Exception {
        machine.jdk25();
        apt(0);
        Result result = machine.haiov("setup");
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.exists(machine.bin.resolve("verilator")) && Files.exists(machine.bin.resolve("mvn")));
        assertTrue(result.err().contains("verilator (without it: the Verilator engine)"), result.err());
        assertTrue(result.err().contains("Yosys is missing (optional). Without it: area reports"), result.err());
        assertEquals(1, machine.calls().stream().filter(call -> call.endsWith(" update")).count(), machine.calls().toString());
    }

    @Test
    void onePackageThatFailsDoesNotKeepTheOthersAway() throws Exception {
        machine.jdk25();
        machine.maven();
        tools(TOOLS + "Spoiler | spoiler | broken | optional | 1 | spoiler -V | nothing\n");
        apt(0);
        Result result = machine.haiov("setup");
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.exists(machine.bin.resolve("verilator")), result.err());
        assertTrue(result.err().contains("broken could not be installed"), result.err());
    }

    @Test
    void demoDoesNotTryAgainWhatCouldNotBeInstalled() throws Exception {
        machine.jdk25();
        machine.maven();
        apt(0);
        assertEquals(0, machine.haiov("setup").status());
        long before = machine.calls().stream().filter(call -> call.startsWith("apt-get")).count();
        Result demo = machine.haiov("demo", "--harts", "2");
        assertEquals("<demo>\n<--harts>\n<2>\n", demo.out());
        assertTrue(demo.err().contains("still without Yosys"), demo.err());
        assertEquals(before, machine.calls().stream().filter(call -> call.startsWith("apt-get")).count());
    }

    @Test
    void demoDoesNotInstallWhatASingleSuiteNeeds() throws Exception {
        machine.jdk25();
        machine.maven();
        machine.program("yosys", "echo Yosys 0.23");
        tools(TOOLS.replace("| verilator | optional ", "| verilator | suite "));
        apt(0);
        machine.haiov("demo");
        assertFalse(Files.exists(machine.bin.resolve("verilator")), machine.calls().toString());
        Result result = machine.haiov("setup");
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.exists(machine.bin.resolve("verilator")), result.err());
    }

    @Test
    void withoutJdkTellsHowToGetOne() throws Exception {
        machine.maven();
        apt(0);
        Result result = machine.haiov("setup");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("apt offers no temurin-25-jdk or openjdk-25-jdk-headless here"), result.err());
        assertTrue(result.err().contains("Eclipse Adoptium"), result.err());
    }

    @Test
    void doctorTellsOkOldBrokenAndMissing() throws Exception {
        machine.jdk25();
        machine.program("mvn", "echo $'\\e[1mApache Maven 3.8.7\\e[m'");
        machine.program("verilator", "echo 'Verilator 4.038 2020-07-11'");
        tools(TOOLS + "Mute | mute | mute | optional | 1 | mute -V | a \"quoted\" \\ thing\n");
        machine.program("mute", "exit 3");
        Result result = machine.haiov("doctor", "--json");
        assertEquals(0, result.status(), result.err());
        List<String> states = JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("tools").asList().stream()
                .map(JsonElement::getAsJsonObject).map(SetupTest::state).toList();
        assertEquals(List.of("JDK 25 ok 25.0.3", "Maven ok 3.8.7", "Verilator old 4.038", "Yosys missing ", "Mute broken "), states);
        assertTrue(machine.haiov("doctor").out().contains("a \"quoted\" \\ thing"));
    }

    private static String state(JsonObject tool) {
        return tool.get("name").getAsString() + " " + tool.get("status").getAsString() + " " + tool.get("version").getAsString();
    }

    @Test
    void doctorFailsWithoutSomethingEssential() throws Exception {
        Result result = machine.haiov("doctor");
        assertEquals(1, result.status());
        assertTrue(result.out().contains("JDK 25 was not found"), result.out());
        assertFalse(result.out().contains(" ok "), result.out());
    }

    @Test
    void theRealListReads() throws Exception {
        tools(Files.readString(Path.of("launcher/tools.list")));
        JsonObject doctor = JsonParser.parseString(machine.haiov("doctor", "--json").out()).getAsJsonObject();
        assertTrue(doctor.getAsJsonArray("tools").size() > 10);
    }
}
