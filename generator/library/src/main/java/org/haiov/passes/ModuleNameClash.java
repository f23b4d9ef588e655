package org.haiov.passes;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.External;
import org.haiov.ir.Loc;

/** An external module, whose name cannot change, has the name of something else. */
public final class ModuleNameClash extends DesignException {
    private static final long serialVersionUID = 1L;

    private ModuleNameClash(String what, String wayOut, Loc... places) {
        super(what, wayOut, List.of(places));
    }

    static ModuleNameClash sources(External one, External other) {
        return new ModuleNameClash("two external modules are named " + one.name() + " and have different Verilog sources",
                "rename one of the modules, or give both the same source and tell them apart by parameters", other.loc(), one.loc());
    }

    static ModuleNameClash top(External external, Loc top) {
        return new ModuleNameClash("an external module has the name of the top module, " + external.name(), "rename the top module",
                external.loc(), top);
    }
}
