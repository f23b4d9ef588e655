package org.haiov.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.verilog.VerilogEmitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows a class and the Verilog that it becomes: compiles the one and compares the other, to the letter. */
class ReadmeTest {
    @TempDir
    private Path directory;

    @Test
    void exampleBecomesTheVerilogThatStandsThere() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        Path source = Files.writeString(directory.resolve("Counter.java"), block(readme, "java"));
        compile(source);
        try (URLClassLoader classes = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Component counter = (Component) classes.loadClass("Counter").getConstructor(int.class).newInstance(9);
            String verilog = new VerilogEmitter().emit(Checks.run(Elaborator.elaborate(counter))).files().get("Counter.v");
            assertEquals(block(readme, "verilog"), verilog);
        }
    }

    private static String block(String readme, String language) {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertTrue(block.find(), "no block of " + language);
        return block.group(1);
    }

    private void compile(Path source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-g", "-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
            assertTrue(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source)).call(),
                    messages.toString());
        }
    }
}
