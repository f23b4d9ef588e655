package org.haiov.sim.engine.verilator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.ir.Design;
import org.haiov.ir.ModuleIr;
import org.haiov.verilog.EmitOptions;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogOutput;

/** A design's Verilog and what its names are there: the Java names, with instances on the way. */
final class Emission {
    private final String top;
    private final Map<String, String> files = new LinkedHashMap<>();

    Emission(Design design) {
        top = design.top().name();
        // Contents of memories stand in the text, or a model would look for their files wherever it happens to run.
        VerilogOutput output = new VerilogEmitter(new EmitOptions(true, Integer.MAX_VALUE)).emit(design);
        output.sources().forEach(name -> files.put(name, output.files().get(name)));
    }

    /** Verilog text by file name. */
    Map<String, String> files() {
        return files;
    }

    /**
     * Where a signal or memory is.
     *
     * @param module the module that declares it
     * @param path its path
     */
    ModelSource.Signal signal(ModuleIr module, String path) {
        int dot = path.lastIndexOf('.');
        String scope = dot < 0 ? top : top + "." + path.substring(0, dot);
        return new ModelSource.Signal(module.name(), scope, path.substring(dot + 1));
    }
}
