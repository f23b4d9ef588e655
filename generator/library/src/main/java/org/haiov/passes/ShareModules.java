package org.haiov.passes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Names;

/**
 * Makes modules that are equal but for their source lines one, and gives names of their own to those that are not.
 *
 * <p>Needs: definitions children before parents; modules of one class may have one name.
 *
 * <p>Guarantees: a design of the same behaviour and hierarchy; each definition stands once; names differ, also where a file system
 * does not tell small letters from large. The top module and external modules keep their names; of the others with one name the first
 * keeps it and those that differ from it become {@code Lane_1}, {@code Lane_2}, in the order of first use. Work is linear in the
 * design.
 */
public final class ShareModules {
    private record Key(String name, StructureDigest.Print structure) {
    }

    private final Map<Definition, Definition> shared = new IdentityHashMap<>();
    private final Map<Key, ModuleIr> known = new HashMap<>();
    private final Map<String, External> externals = new HashMap<>();
    private final Map<String, Integer> nextSuffix = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<Definition> definitions = new ArrayList<>();

    private ShareModules() {
    }

    /** The design with equal modules shared; itself, but for the objects, where that was done before. */
    public static Design run(Design design) {
        ShareModules s = new ShareModules();
        ModuleIr top = design.top();
        s.take(top.name());
        for (Definition d : design.definitions()) {
            if (d instanceof External e) {
                if (e.name().equalsIgnoreCase(top.name())) {
                    throw ModuleNameClash.top(e, top.loc());
                }
                s.take(e.name());
            }
        }
        for (Definition d : design.definitions()) {
            switch (d) {
                case External e -> s.external(e);
                case ModuleIr m -> s.module(m, m == top);
            }
        }
        return new Design((ModuleIr) s.shared.get(top), s.definitions, design.warnings());
    }

    /** External modules of one name may differ in parameters, and so in ports; what is written once is their source. */
    private void external(External e) {
        shared.put(e, e);
        External before = externals.putIfAbsent(e.name(), e);
        if (before == null) {
            definitions.add(e);
        } else if (!before.source().equals(e.source())) {
            throw ModuleNameClash.sources(before, e);
        }
    }

    private void module(ModuleIr m, boolean top) {
        Key key = new Key(m.name(), StructureDigest.of(m, shared::get));
        ModuleIr before = top ? null : known.get(key);
        if (before != null) {
            shared.put(m, before);
            return;
        }
        ModuleIr made = rebuilt(m, top ? m.name() : free(legal(m.name())));
        known.put(key, made);
        shared.put(m, made);
        definitions.add(made);
    }

    private ModuleIr rebuilt(ModuleIr m, String name) {
        boolean sameChildren = m.instances().stream().allMatch(i -> shared.get(i.definition()) == i.definition());
        if (sameChildren && name.equals(m.name())) {
            return m;
        }
        List<Instance> instances = sameChildren ? m.instances() : m.instances().stream().map(i ->
                new Instance(i.name(), shared.get(i.definition()), i.inputs(), i.outputs(), i.loc())).toList();
        return new ModuleIr(name, m.javaClass(), m.ports(), m.nets(), m.assigns(), m.registers(), m.memories(), instances, m.checks(),
                m.loc());
    }

    private static String legal(String name) {
        return Names.legal(name) ? name : name.replaceAll("[^A-Za-z0-9_]", "_") + "_module";
    }

    private String free(String name) {
        if (take(name)) {
            return name;
        }
        int n = nextSuffix.getOrDefault(name, 1);
        while (!take(name + "_" + n)) {
            n++;
        }
        nextSuffix.put(name, n + 1);
        return name + "_" + n;
    }

    private boolean take(String name) {
        return names.add(name.toLowerCase(Locale.ROOT));
    }
}
