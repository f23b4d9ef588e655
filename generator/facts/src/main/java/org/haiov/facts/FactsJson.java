package org.haiov.facts;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the JSON of facts. Every key must be known and every needed one there: a misspelt fact is an error, not a default. */
final class FactsJson {
    private final String file;
    private final JsonObject json;
    private final String where;

    private FactsJson(String file, String where, JsonObject json) {
        this.file = file;
        this.where = where;
        this.json = json;
    }

    /** Reads a resource beside this class. */
    static FactsJson resource(String file) {
        try (InputStream in = FactsJson.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FactsException(file + ": no such facts");
            }
            return read(file, new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FactsException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static FactsJson read(String file, Reader text) {
        try {
            return new FactsJson(file, "", JsonParser.parseReader(text).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new FactsException(file + ": not a JSON object: " + e.getMessage(), e);
        }
    }

    RegisterMap registerMap() {
        only(Set.of("name", "title", "source", "base", "size", "accessBytes", "constants", "sizes", "registers", "rules"));
        return new RegisterMap(text("name"), text("title"), text("source"), number("base"), number("size"), (int) number("accessBytes"),
                entries("constants", FactsJson::number), entries("sizes", (element, at) -> at.object(element).size(at.where)),
                list("registers", FactsJson::register), entries("rules", (element, at) -> element.getAsString()));
    }

    List<Csr> csrs() {
        only(Set.of("source", "csrs", "fields", "bank", "exceptions", "interrupts"));
        return list("csrs", csr -> {
            csr.only(Set.of("name", "address", "for", "text", "fields"));
            return new Csr(csr.text("name"), (int) csr.number("address"), csr.text("for"), csr.fields(Access.RW, Writable.ALWAYS), csr.text("text"));
        });
    }

    /** Fields by themselves. */
    List<Field> fields() {
        return fields(Access.RW, Writable.ALWAYS);
    }

    /** A list of names. */
    List<String> names(String key) {
        return get(key).getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    }

    List<Instruction> instructions() {
        only(Set.of("source", "formats", "instructions"));
        Set<String> formats = entries("formats", (element, at) -> element.getAsString()).keySet();
        return list("instructions", entry -> {
            entry.only(Set.of("name", "match", "mask", "format", "extension"));
            if (!formats.contains(entry.text("format"))) {
                throw entry.wrong("has format " + entry.text("format") + ", which is none of " + formats);
            }
            return new Instruction(entry.text("name"), (int) entry.number("match"), (int) entry.number("mask"), entry.text("format"),
                    entry.text("extension"));
        });
    }

    List<Region> regions() {
        only(Set.of("source", "regions", "interrupts"));
        return list("regions", region -> {
            region.only(Set.of("name", "base", "size", "text"));
            return new Region(region.text("name"), region.number("base"), region.number("size"), region.text("text"));
        });
    }

    Map<String, Long> numbers(String key) {
        return entries(key, FactsJson::number);
    }

    private SizeRange size(String name) {
        only(Set.of("min", "max", "powerOfTwo", "text"));
        return new SizeRange(name.substring(name.lastIndexOf('.') + 1), (int) number("min"), (int) number("max"),
                get("powerOfTwo").getAsBoolean(), text("text"));
    }

    private Register register() {
        only(Set.of("name", "offset", "stride", "count", "access", "writable", "text", "fields"));
        Access access = choice("access", Access.class);
        Writable writable = has("writable") ? choice("writable", Writable.class) : Writable.ALWAYS;
        return new Register(text("name"), number("offset"), has("stride") ? (int) number("stride") : 0, has("count") ? text("count") : "",
                access, writable, fields(access, writable), text("text"));
    }

    private List<Field> fields(Access access, Writable writable) {
        return list("fields", field -> {
            field.only(Set.of("name", "bits", "access", "writable", "values", "text"));
            String[] bits = field.text("bits").split(":");
            int msb = Integer.parseInt(bits[0]);
            Map<String, Integer> values = new LinkedHashMap<>();
            if (field.has("values")) {
                field.entries("values", FactsJson::number).forEach((name, value) -> values.put(name, Math.toIntExact(value)));
            }
            return new Field(field.text("name"), msb, bits.length > 1 ? Integer.parseInt(bits[1]) : msb,
                    field.has("access") ? field.choice("access", Access.class) : access,
                    field.has("writable") ? field.choice("writable", Writable.class) : writable, values, field.text("text"));
        });
    }

    private interface Entry<T> {
        T read(JsonElement element, FactsJson at);
    }

    private <T> Map<String, T> entries(String key, Entry<T> entry) {
        Map<String, T> all = new LinkedHashMap<>();
        FactsJson inner = object(get(key)).at(key);
        inner.json.entrySet().forEach(e -> all.put(e.getKey(), entry.read(e.getValue(), inner.at(e.getKey()))));
        return all;
    }

    private <T> List<T> list(String key, Function<FactsJson, T> each) {
        List<T> all = new ArrayList<>();
        for (JsonElement element : get(key).getAsJsonArray()) {
            FactsJson inner = object(element);
            all.add(each.apply(inner.at(key + "." + (inner.has("name") ? inner.text("name") : Integer.toString(all.size())))));
        }
        return all;
    }

    private FactsJson object(JsonElement element) {
        if (!element.isJsonObject()) {
            throw wrong("is no object");
        }
        return new FactsJson(file, where, element.getAsJsonObject());
    }

    private FactsJson at(String key) {
        return new FactsJson(file, where.isEmpty() ? key : where + "." + key, json);
    }

    private void only(Set<String> keys) {
        for (String key : json.keySet()) {
            if (!keys.contains(key)) {
                throw wrong("has a key " + key + " that nobody reads; known are " + keys.stream().sorted().toList());
            }
        }
    }

    private boolean has(String key) {
        return json.has(key);
    }

    private JsonElement get(String key) {
        JsonElement element = json.get(key);
        if (element == null) {
            throw wrong("lacks " + key);
        }
        return element;
    }

    private String text(String key) {
        return get(key).getAsString();
    }

    private long number(String key) {
        return number(get(key), at(key));
    }

    private static long number(JsonElement element, FactsJson at) {
        try {
            return Long.decode(element.getAsString());
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw at.wrong("is no number: " + element);
        }
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type) {
        String value = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw wrong(key + " is " + value + ", which is none of " + List.of(type.getEnumConstants()));
    }

    private FactsException wrong(String what) {
        return new FactsException(file + ": " + (where.isEmpty() ? "the file" : where) + " " + what);
    }
}
