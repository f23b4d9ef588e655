package org.haiov.hdl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.ir.ExternalModel;

/**
 * A module that somebody else wrote in Verilog: the subclass declares its ports ({@code input}, {@code output}, clock domains) and
 * describes nothing. Its Verilog name is the class's unless {@link #moduleName} is overridden.
 */
public abstract class ExternalComponent extends Component {
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String source = "";
    private ExternalModel.Factory model;

    /** A Verilog parameter; the value is a Verilog literal and is printed as it stands. */
    protected final void parameter(String name, String value) {
        parameters.put(name, value);
    }

    /** A Verilog parameter. */
    protected final void parameter(String name, long value) {
        parameter(name, Long.toString(value));
    }

    /** A clock port, by the name it has in the Verilog; bind it from the component around. */
    protected final ClockDomain clockPort(String clock) {
        return clockPort(clock, null);
    }

    /** A clock port and the active-high synchronous reset port that goes with it, by their names in the Verilog. */
    protected final ClockDomain clockPort(String clock, String reset) {
        ClockDomain d = new ClockDomain(this, clock, reset, null, Sites.here());
        domains.add(d);
        return d;
    }

    /** The module's Verilog, to be written beside ours; without it the FPGA tool must bring the module. */
    protected final void source(String verilog) {
        source = verilog;
    }

    /** How it behaves in the JVM engine; without it only Verilog tools can simulate it. */
    protected final void model(ExternalModel.Factory factory) {
        model = factory;
    }

    final Map<String, String> parameters() {
        return parameters;
    }

    final String source() {
        return source;
    }

    final ExternalModel.Factory model() {
        return model;
    }
}
