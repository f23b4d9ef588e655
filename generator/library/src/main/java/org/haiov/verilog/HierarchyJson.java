package org.haiov.verilog;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.haiov.ir.Net;

/** Writes a {@link HierarchyMap} as JSON, one port, signal or instance a line, so that two versions of a design compare line by line. */
final class HierarchyJson {
    private final StringBuilder text = new StringBuilder();

    private HierarchyJson() {
    }

    static String of(HierarchyMap map) {
        HierarchyJson j = new HierarchyJson();
        j.text.append("{\"top\": ").append(string(map.top())).append(",\n\"modules\": [");
        for (int i = 0; i < map.modules().size(); i++) {
            j.text.append(i == 0 ? "\n" : ",\n");
            j.module(map.modules().get(i));
        }
        j.text.append("],\n");
        j.list("instances", map.instances(), HierarchyJson::place);
        return j.text.append("}\n").toString();
    }

    private void module(HierarchyMap.Module m) {
        text.append("{\"module\": ").append(string(m.name())).append(", \"class\": ").append(string(m.javaClass()))
                .append(", \"external\": ").append(m.external()).append(", \"source\": ").append(string(m.source())).append(",\n");
        list("ports", m.ports(), HierarchyJson::port);
        text.append(",\n");
        list("signals", m.signals(), HierarchyJson::signal);
        text.append(",\n");
        list("memories", m.memories(), HierarchyJson::array);
        text.append('}');
    }

    private <T> void list(String name, List<T> elements, Function<T, JsonObject> element) {
        text.append('"').append(name).append("\": [");
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "\n  " : ",\n  ").append(element.apply(elements.get(i)));
        }
        text.append(']');
    }

    private static JsonObject port(HierarchyMap.Port p) {
        JsonObject o = new JsonObject();
        o.addProperty("name", p.name());
        o.addProperty("kind", kind(p.kind()));
        o.addProperty("width", p.width());
        o.addProperty("source", p.source());
        return o;
    }

    private static JsonObject signal(HierarchyMap.Signal s) {
        JsonObject o = new JsonObject();
        o.addProperty("name", s.name());
        o.addProperty("kind", kind(s.kind()));
        o.addProperty("width", s.width());
        if (s.clock() != null) {
            o.addProperty("clock", s.clock());
        }
        o.addProperty("source", s.source());
        return o;
    }

    private static JsonObject array(HierarchyMap.Array a) {
        JsonObject o = new JsonObject();
        o.addProperty("name", a.name());
        o.addProperty("width", a.width());
        o.addProperty("words", a.words());
        o.addProperty("source", a.source());
        return o;
    }

    private static JsonObject place(HierarchyMap.Place p) {
        JsonObject o = new JsonObject();
        o.addProperty("path", p.path());
        o.addProperty("verilog", p.verilog());
        o.addProperty("module", p.module());
        return o;
    }

    private static String string(String s) {
        return new JsonPrimitive(s).toString();
    }

    private static String kind(Net.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
