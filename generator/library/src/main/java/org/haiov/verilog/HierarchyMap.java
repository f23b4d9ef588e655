package org.haiov.verilog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/**
 * What became of the user's names: ports, hierarchy, and every register, memory and wire.
 *
 * <p>A name in Verilog is the Java name, and instances are named likewise: the Java path {@code lane3.fifo.head} is
 * {@code <top>.lane3.fifo.head} in Verilog. So names stand once a module, not once an instance.
 *
 * @param top name of the top module
 * @param modules every module and external module, children first
 * @param instances every instance, the top's own first, depth first
 */
public record HierarchyMap(String top, List<Module> modules, List<Place> instances) {
    /** @param clocks names of its clock ports */
    public record Module(String name, String javaClass, boolean external, String source, List<Port> ports, List<Signal> signals,
            List<Array> memories) {
    }

    /** @param kind CLOCK, INPUT or OUTPUT */
    public record Port(String name, Net.Kind kind, int width, String source) {
    }

    /**
     * @param kind WIRE, REGISTER or READ_DATA
     * @param clock the clock of a register or of read data, as the module names it; null for a wire
     */
    public record Signal(String name, Net.Kind kind, int width, String clock, String source) {
    }

    /** @param words words of the array, a power of two */
    public record Array(String name, int width, int words, String source) {
    }

    /**
     * An instance.
     *
     * @param path Java path, empty for the top module
     * @param verilog hierarchical name in Verilog, from the top module's name on
     */
    public record Place(String path, String verilog, String module) {
    }

    static HierarchyMap of(Design design) {
        List<Module> modules = new ArrayList<>(design.definitions().size());
        for (Definition d : design.definitions()) {
            modules.add(switch (d) {
                case ModuleIr m -> module(m);
                case External e -> new Module(e.name(), "", true, e.loc().toString(), ports(e), List.of(), List.of());
            });
        }
        List<Place> places = new ArrayList<>();
        places("", design.top().name(), design.top(), places);
        return new HierarchyMap(design.top().name(), List.copyOf(modules), List.copyOf(places));
    }

    /** The module by its Verilog name. */
    public Module module(String name) {
        return modules.stream().filter(m -> m.name.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no module " + name));
    }

    private static Module module(ModuleIr m) {
        Map<Net, Net> clocks = new LinkedHashMap<>();
        m.registers().forEach(r -> clocks.put(r.net(), r.clocking().clock()));
        List<Array> arrays = new ArrayList<>();
        for (Memory memory : m.memories()) {
            memory.reads().stream().filter(Memory.ReadPort::synchronous).forEach(r -> clocks.put(r.data(), r.clocking().clock()));
            arrays.add(new Array(memory.name(), memory.width(), MemoryPrinter.words(memory), text(memory.loc())));
        }
        List<Signal> signals = new ArrayList<>(m.nets().size());
        for (Net net : m.nets()) {
            Net clock = clocks.get(net);
            signals.add(new Signal(net.name(), net.kind(), net.width(), clock == null ? null : clock.name(), text(net.loc())));
        }
        return new Module(m.name(), m.javaClass(), false, text(m.loc()), ports(m), signals, arrays);
    }

    private static List<Port> ports(Definition d) {
        return d.ports().stream().map(p -> new Port(p.name(), p.kind(), p.width(), text(p.loc()))).toList();
    }

    private static String text(Loc loc) {
        return loc.toString();
    }

    private static void places(String path, String verilog, Definition definition, List<Place> into) {
        into.add(new Place(path, verilog, definition.name()));
        if (definition instanceof ModuleIr m) {
            for (Instance i : m.instances()) {
                places(path.isEmpty() ? i.name() : path + "." + i.name(), verilog + "." + i.name(), i.definition(), into);
            }
        }
    }
}
