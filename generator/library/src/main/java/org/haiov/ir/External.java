package org.haiov.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A module written in Verilog by somebody else.
 *
 * @param name Verilog module name, as is
 * @param parameters Verilog parameters by name; values are Verilog literals, printed as they stand
 * @param source Verilog text of the module, or empty where the FPGA tool brings it (a vendor's cell)
 * @param model makes a behavioural model for the JVM engine, or null where there is none
 */
public record External(String name, List<Net> ports, Map<String, String> parameters, String source, ExternalModel.Factory model,
        Loc loc) implements Definition {
    public External {
        ports = List.copyOf(ports);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
