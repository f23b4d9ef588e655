package org.haiov.hdl;

import java.util.HashMap;
import java.util.Map;
import org.haiov.hdl.error.DuplicateName;
import org.haiov.hdl.error.ReservedName;
import org.haiov.ir.Loc;
import org.haiov.ir.Names;

/** The names of one module, unique and legal in Verilog. */
final class NameTable {
    private final String module;
    private final Map<String, Loc> taken = new HashMap<>();
    private final Map<String, Integer> nextSuffix = new HashMap<>();

    NameTable(String module) {
        this.module = module;
    }

    /** Takes exactly this name, for what others know by it (a port, a name given with {@code named}). */
    String exactly(String name, Loc loc) {
        requireLegal(name, loc);
        Loc before = taken.putIfAbsent(name, loc);
        if (before != null) {
            throw new DuplicateName("two things in " + module + " are named " + name, "rename one of them", loc, before);
        }
        return name;
    }

    /** Takes this name for something declared, with a number behind it if it is taken (a variable of a loop's body, say). */
    String declared(String name, Loc loc) {
        requireLegal(name, loc);
        return free(name, loc);
    }

    /** Takes a name like this one for a value in between; where it is not legal, one that is. */
    String derived(String name, Loc loc) {
        return free(Names.legal(name) ? name : name.replaceAll("[^A-Za-z0-9_]", "_") + "_value", loc);
    }

    private String free(String name, Loc loc) {
        if (taken.putIfAbsent(name, loc) == null) {
            return name;
        }
        int n = nextSuffix.getOrDefault(name, 1);
        while (taken.putIfAbsent(name + "_" + n, loc) != null) {
            n++;
        }
        nextSuffix.put(name, n + 1);
        return name + "_" + n;
    }

    private void requireLegal(String name, Loc loc) {
        if (!Names.legal(name)) {
            throw new ReservedName(module + "." + name + ": " + (Names.reserved(name)
                    ? "Verilog or SystemVerilog keeps this word for itself" : "not a Verilog identifier (letters, digits, _)"),
                    "rename the Java variable, or give another name with named(...)", loc);
        }
    }
}
