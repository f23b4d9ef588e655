package org.haiov.blocks.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;

/**
 * Dimensions of a system, as its JSON file says them: keys are the names of the record's components. The shipped ones are {@link #SHIPPED}.
 *
 * @param harts 1 to 4
 * @param ramBytes size of RAM, a power of two from 64 KiB to 2 GiB
 * @param clock Hz
 * @param cyclesPerTick cycles of a tick of mtime
 * @param memoryLatency of RAM in simulation: cycles from an address to the first word
 * @param hart dimensions of each hart
 */
public record SystemConfig(int harts, long ramBytes, int clock, int cyclesPerTick, int memoryLatency, HartConfig hart) {
    /** Names of the configurations that come with the project. */
    public static final List<String> SHIPPED = List.of("tiny", "default", "quad");

    private static final int MOST_HARTS = 4;
    private static final long LEAST_RAM = 1 << 16;
    private static final long MOST_RAM = 1L << 31;

    public SystemConfig {
        require("harts", harts, 1, MOST_HARTS);
        require("ramBytes", ramBytes, LEAST_RAM, MOST_RAM);
        if (Long.bitCount(ramBytes) != 1) {
            throw new HaiovException("ramBytes = " + ramBytes + ": must be a power of two");
        }
        require("clock", clock, 1, 1_000_000_000);
        require("cyclesPerTick", cyclesPerTick, 1, 1_000_000);
        require("memoryLatency", memoryLatency, 1, 1000);
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new HaiovException(key + " = " + value + ": must be " + least + " to " + most);
        }
    }

    /** The same with another number of harts. */
    public SystemConfig withHarts(int count) {
        return new SystemConfig(count, ramBytes, clock, cyclesPerTick, memoryLatency, hart);
    }

    /** Ticks of mtime a second. */
    public int timebaseFrequency() {
        return clock / cyclesPerTick;
    }

    /** One of {@link #SHIPPED}, or a path of a JSON file. */
    public static SystemConfig of(String nameOrFile) {
        if (!SHIPPED.contains(nameOrFile)) {
            if (!nameOrFile.endsWith(".json")) {
                throw new HaiovException("there is no configuration '" + nameOrFile + "'\n  there is " + String.join(", ", SHIPPED)
                        + ", or give a file NAME.json");
            }
            return read(Path.of(nameOrFile));
        }
        try (InputStream in = SystemConfig.class.getResourceAsStream(nameOrFile + ".json")) {
            return parse(nameOrFile + ".json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file; whatever is wrong in it is named with its key. */
    public static SystemConfig read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new HaiovException("cannot read configuration " + file + "\n  check the path", e);
        }
    }

    /** @param name for messages */
    public static SystemConfig parse(String name, String json) {
        try {
            JsonObject object = JsonParser.parseString(json).getAsJsonObject();
            return new JsonRecord(name).read(object, SystemConfig.class);
        } catch (JsonParseException | IllegalStateException e) {
            throw new HaiovException(name + ": not a JSON object: " + e.getMessage(), e);
        }
    }
}
