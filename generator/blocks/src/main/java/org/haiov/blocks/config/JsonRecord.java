package org.haiov.blocks.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.haiov.ir.HaiovException;

/** Records of numbers and records out of JSON objects: every component must be there, nothing else may. Numbers may be texts, 0x too. */
final class JsonRecord {
    private final String file;

    JsonRecord(String file) {
        this.file = file;
    }

    <R extends Record> R read(JsonObject json, Class<R> type) {
        return read(json, type, "");
    }

    private <R extends Record> R read(JsonObject json, Class<R> type, String path) {
        List<String> known = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
        for (String key : json.keySet()) {
            if (!known.contains(key)) {
                throw new HaiovException(file + ": unknown key '" + path + key + "'\n  known keys: " + String.join(", ", known));
            }
        }
        String missing = known.stream().filter(k -> !json.has(k)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new HaiovException(file + ": key missing: " + path + missing);
        }
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.add(value(json.get(component.getName()), component.getType(), path + component.getName()));
        }
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new HaiovException(file + ": " + path + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(JsonElement json, Class<?> type, String path) {
        if (type.isRecord()) {
            if (!json.isJsonObject()) {
                throw new HaiovException(file + ": key '" + path + "' is no object");
            }
            return read(json.getAsJsonObject(), type.asSubclass(Record.class), path + ".");
        }
        long number = number(json, path);
        if (type == int.class && number != (int) number) {
            throw new HaiovException(file + ": key '" + path + "' is too large: " + json);
        }
        return type == int.class ? (Object) (int) number : (Object) number;
    }

    private long number(JsonElement json, String path) {
        try {
            return Long.decode(json.getAsJsonPrimitive().getAsString());
        } catch (NumberFormatException | IllegalStateException e) {
            throw new HaiovException(file + ": key '" + path + "' is no whole number: " + json, e);
        }
    }
}
