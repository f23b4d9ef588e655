package org.haiov.sim.engine.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.sim.engine.wave.TextWave;
import org.opentest4j.AssertionFailedError;

/** Compares waves with text: a text block in the test, or a file beside it. */
public final class WaveSnapshot {
    /** Set to {@code true}, {@link #assertFile} writes the files instead of comparing. */
    private static final String UPDATE = "haiov.snapshots.update";

    private WaveSnapshot() {
    }

    /** Fails, showing both, unless the wave is drawn exactly so. */
    public static void assertWave(String expected, TextWave wave) {
        compare(expected, wave.toString(), "");
    }

    /**
     * Fails, showing both, unless the wave is drawn exactly as in a test resource. With {@code -Dhaiov.snapshots.update=true} the
     * file is written instead, below {@code src/test/resources} of the working directory.
     *
     * @param test the class whose package the resource is in
     * @param name the resource's file name
     */
    public static void assertFile(Class<?> test, String name, TextWave wave) {
        String actual = wave.toString();
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Path file = Path.of("src", "test", "resources").resolve(test.getPackageName().replace('.', '/')).resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                return;
            }
            try (InputStream in = test.getResourceAsStream(name)) {
                if (in == null) {
                    throw new AssertionFailedError("there is no resource " + name + " beside " + test.getName()
                            + "; -D" + UPDATE + "=true writes it. The wave is:\n" + actual);
                }
                compare(new String(in.readAllBytes(), StandardCharsets.UTF_8), actual,
                        "\n-D" + UPDATE + "=true writes it anew to " + name + ", if it is right.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String expected, String actual, String hint) {
        if (!expected.equals(actual)) {
            throw new AssertionFailedError("the wave is not the one expected.\nexpected:\n" + expected + "actual:\n" + actual + hint,
                    expected, actual);
        }
    }
}
