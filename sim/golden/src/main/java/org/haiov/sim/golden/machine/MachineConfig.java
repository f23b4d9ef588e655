package org.haiov.sim.golden.machine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.vi.Configuration;

/**
 * What a machine is made of. Reads from JSON, where a key left out takes the default and an unknown one is an error.
 *
 * @param harts 1 to 8
 * @param ramBytes size of RAM, a multiple of 4096 below 2 GiB
 * @param cyclesPerTick cycles of the hart for one tick of mtime
 * @param timebaseFrequency ticks a second, for the device tree
 * @param quantum cycles that one hart runs before the next has its turn
 * @param seed 0: every turn is {@code quantum}; otherwise turns are random, {@code quantum} on average, the same for the same seed
 * @param bootArguments chosen/bootargs of the device tree; may be empty
 * @param translator hot code is translated to JVM bytecode; the run is the same without, but slower
 * @param vi size of the VI controller; null without extension Xhaiov
 * @param hart choices of each hart
 */
public record MachineConfig(int harts, long ramBytes, int cyclesPerTick, int timebaseFrequency, int quantum, long seed, String bootArguments,
        boolean translator, Configuration vi, HartOptions hart) {
    /** Where harts begin: the boot ROM. */
    static final long RESET = 0x1000;

    private static final int DEFAULT_RAM = 128 << 20;
    private static final int DEFAULT_DOORBELL = 1000;

    public MachineConfig {
        range("harts", harts, 1, 8);
        range("ram", ramBytes, 1 << 16, (1L << 31) - 4096);
        if (ramBytes % 4096 != 0) {
            throw new MachineException("ram = " + ramBytes + ": must be a multiple of 4096");
        }
        range("cyclesPerTick", cyclesPerTick, 1, 1_000_000);
        range("timebaseFrequency", timebaseFrequency, 1, Integer.MAX_VALUE);
        range("quantum", quantum, 32, 1_000_000);
    }

    private static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new MachineException(key + " = " + value + ": must be " + least + " to " + most);
        }
    }

    /** One hart with everything, 128 MiB, a tick each 10 cycles. */
    public static MachineConfig defaults() {
        return of("default", new JsonObject());
    }

    public static MachineConfig read(Path file) {
        return read(file, Map.of());
    }

    /**
     * @param file null for the defaults
     * @param overrides values for keys, which stand above the file's; they are written as JSON's strings are
     */
    public static MachineConfig read(Path file, Map<String, String> overrides) {
        try {
            JsonObject json = file == null ? new JsonObject() : JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            overrides.forEach(json::addProperty);
            return of(file == null ? "machine" : file.toString(), json);
        } catch (IOException e) {
            throw new MachineException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new MachineException(file + ": not a JSON object: " + e.getMessage(), e);
        }
    }

    /** @param name for messages */
    public static MachineConfig parse(String name, String json) {
        try {
            return of(name, JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new MachineException(name + ": not a JSON object: " + e.getMessage(), e);
        }
    }

    private static final Set<String> KEYS = Set.of("harts", "ram", "cyclesPerTick", "timebaseFrequency", "quantum", "seed", "bootArguments", "resetVector",
            "asidBits", "vmidBits", "pmpRegions", "pmpGranularity", "misaligned", "extensions", "translator", "viEntries", "viVids", "viSlots", "doorbellCycles");
    private static final List<String> EXTENSIONS = List.of("h", "sstc", "xhaiov");

    private static MachineConfig of(String name, JsonObject json) {
        for (String key : json.keySet()) {
            if (!KEYS.contains(key)) {
                throw new MachineException(name + ": unknown key \"" + key + "\"; known are " + KEYS.stream().sorted().toList());
            }
        }
        try {
            int harts = (int) number(json, "harts", 1);
            List<String> extensions = extensions(json);
            HartOptions hart = new HartOptions(number(json, "resetVector", RESET), (int) number(json, "asidBits", 16),
                    (int) number(json, "vmidBits", 14), (int) number(json, "pmpRegions", 16),
                    (int) number(json, "pmpGranularity", 4), misaligned(json), extensions.contains("h"),
                    extensions.contains("sstc"), extensions.contains("xhaiov"), (int) number(json, "doorbellCycles", DEFAULT_DOORBELL));
            Configuration vi = hart.xhaiov() ? new Configuration(harts, (int) number(json, "viEntries", 256), (int) number(json, "viVids", 64),
                    (int) number(json, "viSlots", 16)) : null;
            return new MachineConfig(harts, bytes(json), (int) number(json, "cyclesPerTick", 10),
                    (int) number(json, "timebaseFrequency", 10_000_000), (int) number(json, "quantum", harts == 1 ? 10_000 : 100), number(json, "seed", 0),
                    json.has("bootArguments") ? json.get("bootArguments").getAsString() : "", translator(json), vi, hart);
        } catch (MachineException | IllegalArgumentException | UnsupportedOperationException | IllegalStateException e) {
            throw new MachineException(name + ": " + e.getMessage(), e);
        }
    }

    private static long number(JsonObject json, String key, long otherwise) {
        JsonElement value = json.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.decode(value.getAsString());
            if (!key.equals("resetVector") && number != (int) number) {
                throw new MachineException(key + " = " + number + " is too large");
            }
            return number;
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw new MachineException(key + " = " + value + " is no whole number", e);
        }
    }

    /** {@code "ram": "64M"}, with K, M or G, or a number of bytes. */
    private static long bytes(JsonObject json) {
        if (!json.has("ram")) {
            return DEFAULT_RAM;
        }
        String text = json.get("ram").getAsString();
        int shift = "KMG".indexOf(text.isEmpty() ? ' ' : text.charAt(text.length() - 1));
        try {
            return shift < 0 ? Long.decode(text) : Math.multiplyExact(Long.decode(text.substring(0, text.length() - 1)), 1L << 10 * (shift + 1));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new MachineException("ram = " + text + " is no size; write for example 64M", e);
        }
    }

    private static boolean misaligned(JsonObject json) {
        String text = json.has("misaligned") ? json.get("misaligned").getAsString() : "trap";
        return switch (text) {
            case "trap" -> false;
            case "handle" -> true;
            default -> throw new MachineException("misaligned = " + text + ": must be trap or handle");
        };
    }

    private static boolean translator(JsonObject json) {
        JsonElement value = json.get("translator");
        if (value != null && !(value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean())) {
            throw new MachineException("translator = " + value + ": must be true or false");
        }
        return value == null || value.getAsBoolean();
    }

    private static List<String> extensions(JsonObject json) {
        if (!json.has("extensions")) {
            return EXTENSIONS;
        }
        List<String> all = new ArrayList<>();
        for (JsonElement element : json.get("extensions").getAsJsonArray()) {
            if (!EXTENSIONS.contains(element.getAsString())) {
                throw new MachineException("extensions: " + element + " is none of " + EXTENSIONS);
            }
            all.add(element.getAsString());
        }
        return all;
    }
}
