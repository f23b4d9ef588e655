package example;

import java.nio.file.Path;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogWriter;

/** Writes the counter's Verilog into the folder that is given. */
public final class GenerateVerilog {
    private GenerateVerilog() {
    }

    public static void main(String[] arguments) {
        VerilogWriter.write(new VerilogEmitter().emit(Checks.run(Elaborator.elaborate(new Counter(9)))), Path.of(arguments[0]));
    }
}
