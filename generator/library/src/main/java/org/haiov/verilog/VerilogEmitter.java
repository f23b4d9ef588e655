package org.haiov.verilog;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.velocity.VelocityContext;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.External;
import org.haiov.ir.HaiovException;
import org.haiov.ir.ModuleIr;
import org.haiov.passes.LegalizeForVerilog;

/**
 * Prints a design as Verilog-2005. Modules are legalised, turned into {@link RtlModule}s and printed by templates, each on its own
 * and therefore in parallel; the same design gives the same text every time.
 *
 * <p>Needs a design that {@link org.haiov.passes.Checks} has been through: its module names are unique and it has no loop.
 */
public final class VerilogEmitter {
    private final Templates templates = new Templates();
    private final Forms forms = new Forms(templates);
    private final EmitOptions options;

    public VerilogEmitter(EmitOptions options) {
        this.options = options;
    }

    public VerilogEmitter() {
        this(EmitOptions.DEFAULT);
    }

    private record Printed(String name, String verilog, Map<String, String> data) {
    }

    /** @throws HaiovException where two modules have one name */
    public VerilogOutput emit(Design design) {
        Set<String> names = new HashSet<>();
        for (Definition d : design.definitions()) {
            if (!names.add(d.name())) {
                throw new HaiovException("two modules are named " + d.name() + "\n  let the design go through Checks.run before it is printed");
            }
        }
        List<Printed> printed = design.definitions().parallelStream().map(this::print).toList();
        String top = design.top().name();
        Map<String, String> files = new LinkedHashMap<>();
        if (options.singleFile()) {
            VelocityContext context = new VelocityContext();
            context.put("parts", printed.subList(0, printed.size() - 1).stream().map(Printed::verilog).filter(text -> !text.isEmpty()).toList());
            context.put("top", printed.getLast().verilog);
            put(files, top + ".v", templates.render("single-file.vm", context));
        } else {
            printed.stream().filter(p -> !p.verilog.isEmpty()).forEach(p -> put(files, p.name + ".v", p.verilog));
        }
        List<String> sources = List.copyOf(files.keySet());
        printed.forEach(p -> p.data.forEach((name, text) -> put(files, name, text)));
        put(files, top + ".f", String.join("\n", sources) + "\n");
        HierarchyMap map = HierarchyMap.of(design);
        put(files, top + ".map.json", HierarchyJson.of(map));
        return new VerilogOutput(top, files, sources, map);
    }

    private static void put(Map<String, String> files, String name, String text) {
        if (files.put(name, text) != null) {
            throw new HaiovException("two parts of the design are both written to " + name + "\n  give one of the modules another name");
        }
    }

    private Printed print(Definition definition) {
        return switch (definition) {
            case External e -> new Printed(e.name(), e.source().isEmpty() || e.source().endsWith("\n") ? e.source() : e.source() + "\n",
                    Map.of());
            case ModuleIr m -> {
                RtlBuilder builder = new RtlBuilder(LegalizeForVerilog.run(m), forms);
                VelocityContext context = new VelocityContext();
                context.put("module", builder.build(options.inlineWords()));
                yield new Printed(m.name(), templates.render("module.vm", context), new TreeMap<>(builder.files()));
            }
        };
    }
}
