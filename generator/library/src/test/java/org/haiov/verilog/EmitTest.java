package org.haiov.verilog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.netlist.ModuleSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmitTest {
    @TempDir
    private Path folder;

    private static VerilogOutput emit(String sample) {
        return new VerilogEmitter().emit(Samples.all().get(sample));
    }

    /** The whole text, as it stands beside this test. With -Dhaiov.snapshots=write it is written there instead, to be read and committed. */
    @ParameterizedTest
    @ValueSource(strings = {"counter", "hierarchy", "choices", "pitfalls", "long", "memories", "writers", "corners", "contents", "external", "checks"})
    void text(String sample) throws IOException {
        VerilogOutput output = emit(sample);
        String file = output.top() + ".v";
        String text = output.files().get(file);
        if ("write".equals(System.getProperty("haiov.snapshots"))) {
            Files.writeString(Path.of("src/test/resources/org/haiov/verilog", file), text);
        }
        try (InputStream expected = EmitTest.class.getResourceAsStream(file)) {
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), text);
        }
    }

    @Test
    void sameDesignSameBytes() {
        Samples.all().keySet().forEach(sample -> assertEquals(emit(sample).files(), emit(sample).files(), sample));
    }

    @Test
    void filesAndTheirOrder() {
        VerilogOutput output = emit("hierarchy");
        assertEquals(List.of("Counter.v", "Pair.v", "Pair.f", "Pair.map.json"), List.copyOf(output.files().keySet()));
        assertEquals("Counter.v\nPair.v\n", output.files().get("Pair.f"));
        assertEquals(List.of("Counter.v", "Pair.v"), output.sources());
    }

    @Test
    void singleFile() {
        VerilogOutput one = new VerilogEmitter(new EmitOptions(true, 256)).emit(Samples.all().get("hierarchy"));
        VerilogOutput many = emit("hierarchy");
        assertEquals(List.of("Pair.v"), one.sources());
        assertEquals("// All modules are in this file, where Verilator wants a file for each.\n// verilator lint_off DECLFILENAME\n\n"
                + many.files().get("Counter.v") + "\n// verilator lint_on DECLFILENAME\n\n" + many.files().get("Pair.v"), one.files().get("Pair.v"));
        assertEquals(many.lines() + 6, one.lines());
        VerilogOutput alone = new VerilogEmitter(new EmitOptions(true, 256)).emit(Samples.all().get("pitfalls"));
        assertEquals(emit("pitfalls").files(), alone.files());
    }

    @Test
    void modulesOfOneNameAreRefused() {
        Design design = Samples.all().get("hierarchy");
        List<Definition> twice = new ArrayList<>(design.definitions());
        twice.addFirst(twice.getFirst());
        for (boolean single : new boolean[] {true, false}) {
            String message = assertThrows(HaiovException.class, () -> new VerilogEmitter(new EmitOptions(single, 256))
                    .emit(new Design(design.top(), twice, List.of()))).getMessage();
            assertTrue(message.contains("two modules are named Counter") && message.contains("Checks.run"), message);
        }
    }

    @Test
    void longContentsGoIntoAFile() {
        VerilogOutput output = emit("contents");
        List<String> words = output.files().get("Contents.manyRom.hex").lines().toList();
        assertEquals(512, words.size(), "every word of the array");
        assertEquals(List.of("0", "7", "e"), words.subList(0, 3));
        assertEquals(List.of(Integer.toHexString(299 * 7), "0"), words.subList(299, 301));
        assertFalse(output.sources().contains("Contents.manyRom.hex"));
        VerilogOutput inline = new VerilogEmitter(new EmitOptions(false, 300)).emit(Samples.all().get("contents"));
        assertFalse(inline.files().containsKey("Contents.manyRom.hex"));
        assertTrue(inline.files().get("Contents.v").contains("manyRom[299] = 12'h82d;"));
    }

    @Test
    void mapTellsWhatIsWhere() {
        VerilogOutput output = emit("hierarchy");
        JsonObject map = JsonParser.parseString(output.files().get("Pair.map.json")).getAsJsonObject();
        assertEquals("Pair", map.get("top").getAsString());
        JsonObject counter = element(map.getAsJsonArray("modules"), "module", "Counter");
        assertEquals("Counter.java:1", element(counter.getAsJsonArray("ports"), "name", "clk").get("source").getAsString());
        assertEquals("clock", element(counter.getAsJsonArray("ports"), "name", "clk").get("kind").getAsString());
        JsonObject count = element(counter.getAsJsonArray("signals"), "name", "count");
        assertEquals("{\"name\":\"count\",\"kind\":\"register\",\"width\":8,\"clock\":\"clk\",\"source\":\"Counter.java:5\"}", count.toString());
        assertEquals("Pair.high", element(map.getAsJsonArray("instances"), "path", "high").get("verilog").getAsString());
        assertEquals("Counter", output.map().instances().get(2).module());
        assertEquals(List.of("", "low", "high"), output.map().instances().stream().map(HierarchyMap.Place::path).toList());
        JsonObject memories = JsonParser.parseString(emit("memories").files().get("Memories.map.json")).getAsJsonObject();
        JsonArray arrays = memories.getAsJsonArray("modules").get(0).getAsJsonObject().getAsJsonArray("memories");
        assertEquals(32, element(arrays, "name", "oldRam").get("words").getAsInt());
    }

    private static JsonObject element(JsonArray array, String key, String value) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject)
                .filter(o -> o.get(key).getAsString().equals(value)).findFirst().orElseThrow();
    }

    @Test
    void whatIsWrittenIsWholeAndWhatIsRightIsNotTouched() throws IOException {
        VerilogOutput output = emit("hierarchy");
        Path deep = folder.resolve("a/b");
        assertEquals(output.files().size(), VerilogWriter.write(output, deep).size());
        for (Map.Entry<String, String> file : output.files().entrySet()) {
            assertEquals(file.getValue(), Files.readString(deep.resolve(file.getKey())));
        }
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(deep.resolve("Counter.v"), longAgo);
        Files.writeString(deep.resolve("Pair.v"), "edited");
        assertEquals(List.of(deep.resolve("Pair.v")), VerilogWriter.write(output, deep));
        assertEquals(longAgo, Files.getLastModifiedTime(deep.resolve("Counter.v")));
        assertEquals(output.files().get("Pair.v"), Files.readString(deep.resolve("Pair.v")));
        try (Stream<Path> left = Files.list(deep)) {
            assertEquals(new TreeSet<>(output.files().keySet()),
                    new TreeSet<>(left.map(p -> p.getFileName().toString()).toList()), "no temporary file stays");
        }
    }

    @Test
    void folderThatCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Path inFile = folder.resolve("file/sub");
        String message = assertThrows(org.haiov.ir.HaiovException.class, () -> VerilogWriter.write(emit("counter"), inFile)).getMessage();
        assertTrue(message.startsWith("cannot write Verilog to " + inFile), message);
    }

    @Test
    void loopIsRefusedAndNotPrinted() {
        ModuleSketch m = new ModuleSketch("Loop");
        var a = m.wire("a", 1);
        var b = m.wire("b", m.ref(a));
        m.assign(a, m.ref(b));
        Design loop = ModuleSketch.design(m.build());
        assertThrows(IllegalArgumentException.class, () -> new VerilogEmitter().emit(loop));
    }
}
