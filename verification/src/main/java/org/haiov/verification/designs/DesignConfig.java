package org.haiov.verification.designs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.hdl.Component;
import org.haiov.ir.HaiovException;

/**
 * A design with values for its parameters, as {@code --config} names it: a name of the {@link Catalogue}, or a JSON file
 * {@code {"design": "lanes", "parameters": {"count": 16}}}.
 */
public record DesignConfig(String design, Map<String, Long> parameters) {
    public DesignConfig {
        parameters = new LinkedHashMap<>(parameters);
    }

    /** Reads a name or, where it ends in {@code .json}, a file. */
    public static DesignConfig read(String config) {
        return config.endsWith(".json") ? readFile(Path.of(config)) : new DesignConfig(config, Map.of());
    }

    /** The same with more values, which win over those that it has. */
    public DesignConfig with(Map<String, Long> more) {
        Map<String, Long> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return new DesignConfig(design, all);
    }

    /** Makes the top component; an unknown design or parameter is an error that lists the known ones. */
    public Component make() {
        return Catalogue.entry(design).make(parameters);
    }

    private static DesignConfig readFile(Path file) {
        JsonObject json = parse(file);
        String design = null;
        Map<String, Long> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            switch (entry.getKey()) {
                case "design" -> design = text(file, entry);
                case "parameters" -> {
                    if (!entry.getValue().isJsonObject()) {
                        throw new HaiovException(file + ": key 'parameters' is no object\n  write \"parameters\": {\"name\": 1}");
                    }
                    entry.getValue().getAsJsonObject().entrySet().forEach(p -> parameters.put(p.getKey(), number(file, p)));
                }
                default -> throw new HaiovException(file + ": unknown key '" + entry.getKey() + "'\n  known keys: design, parameters");
            }
        }
        if (design == null) {
            throw new HaiovException(file + ": key 'design' is missing\n  write \"design\": \"NAME\"; haiov generate --list shows the names");
        }
        return new DesignConfig(design, parameters);
    }

    private static JsonObject parse(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            if (!json.isJsonObject()) {
                throw new HaiovException(file + ": not a JSON object\n  write {\"design\": \"NAME\", \"parameters\": {...}}");
            }
            return json.getAsJsonObject();
        } catch (IOException e) {
            throw new HaiovException("cannot read configuration " + file + "\n  check the path", e);
        } catch (JsonParseException e) {
            throw new HaiovException(file + ": not valid JSON: " + e.getMessage(), e);
        }
    }

    private static String text(Path file, Map.Entry<String, JsonElement> entry) {
        if (!entry.getValue().isJsonPrimitive()) {
            throw new HaiovException(file + ": key '" + entry.getKey() + "' is no text\n  write \"" + entry.getKey() + "\": \"...\"");
        }
        return entry.getValue().getAsString();
    }

    private static long number(Path file, Map.Entry<String, JsonElement> entry) {
        try {
            return entry.getValue().getAsJsonPrimitive().getAsBigDecimal().longValueExact();
        } catch (ArithmeticException | IllegalStateException | ClassCastException | NumberFormatException e) {
            throw new HaiovException(file + ": parameter '" + entry.getKey() + "' is no whole number: " + entry.getValue(), e);
        }
    }
}
