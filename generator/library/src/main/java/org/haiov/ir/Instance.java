package org.haiov.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One use of a module.
 *
 * @param name unique among the module's nets, memories and instances
 * @param inputs expression for each CLOCK and INPUT port by its name; a clock's is a {@link Expr.Ref} to a CLOCK net
 * @param outputs for each OUTPUT port by its name the WIRE it drives
 */
public record Instance(String name, Definition definition, Map<String, Expr> inputs, Map<String, Net> outputs, Loc loc) {
    public Instance {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        for (Net port : definition.ports()) {
            int width = port.kind() == Net.Kind.OUTPUT
                    ? outputs.containsKey(port.name()) ? outputs.get(port.name()).width() : 0
                    : inputs.containsKey(port.name()) ? inputs.get(port.name()).width() : 0;
            Legal.require(width == port.width(), "width of a port of instance", name, loc);
        }
    }
}
