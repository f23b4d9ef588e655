package org.haiov.verification.linux;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Figures that others measured, from reference.json. */
final class Reference {
    private static final JsonObject DATA = read();

    private Reference() {}

    private static JsonObject read() {
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(Reference.class.getResourceAsStream("reference.json"), "reference.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String source() {
        return DATA.get("source").getAsString();
    }

    /** Instructions from reset to there. */
    static long instructions(String name) {
        return DATA.getAsJsonObject("instructions").get(name).getAsLong();
    }
}
