package org.haiov.verilog;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.haiov.ir.Net;

/** Writes a {@link HierarchyMap} as JSON, one object a line, so that two versions of a design can be compared line by line. */
final class HierarchyJson {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private HierarchyJson() {
    }

    static String of(HierarchyMap map) {
        HierarchyJson j = new HierarchyJson();
        try {
            j.write(map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return j.text.append('\n').toString();
    }

    private void write(HierarchyMap map) throws IOException {
        json.beginObject();
        json.name("top").value(map.top());
        json.name("modules").beginArray();
        for (HierarchyMap.Module m : map.modules()) {
            line("");
            json.beginObject().name("module").value(m.name()).name("class").value(m.javaClass()).name("external").value(m.external())
                    .name("source").value(m.source());
            json.name("ports").beginArray();
            for (HierarchyMap.Port p : m.ports()) {
                line("  ");
                json.beginObject().name("name").value(p.name()).name("kind").value(kind(p.kind())).name("width").value(p.width())
                        .name("source").value(p.source()).endObject();
            }
            json.endArray().name("signals").beginArray();
            for (HierarchyMap.Signal s : m.signals()) {
                line("  ");
                json.beginObject().name("name").value(s.name()).name("kind").value(kind(s.kind())).name("width").value(s.width());
                if (s.clock() != null) {
                    json.name("clock").value(s.clock());
                }
                json.name("source").value(s.source()).endObject();
            }
            json.endArray().name("memories").beginArray();
            for (HierarchyMap.Array a : m.memories()) {
                line("  ");
                json.beginObject().name("name").value(a.name()).name("width").value(a.width()).name("words").value(a.words())
                        .name("source").value(a.source()).endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().name("instances").beginArray();
        for (HierarchyMap.Place p : map.instances()) {
            line("");
            json.beginObject().name("path").value(p.path()).name("verilog").value(p.verilog()).name("module").value(p.module())
                    .endObject();
        }
        json.endArray().endObject();
    }

    /** Starts a line before the next element of an array. */
    private void line(String indent) throws IOException {
        json.flush();
        text.append('\n').append(indent);
    }

    private static String kind(Net.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
