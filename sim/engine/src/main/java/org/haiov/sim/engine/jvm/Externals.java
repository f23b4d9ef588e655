package org.haiov.sim.engine.jvm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.External;
import org.haiov.ir.ExternalModel;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Instance;
import org.haiov.ir.ModuleIr;
import org.haiov.sim.engine.jvm.emit.Compiler.Compiled;
import org.haiov.sim.engine.jvm.emit.Fields.Cell;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.NetValues;
import org.haiov.sim.engine.jvm.lower.Program;
import org.haiov.sim.engine.jvm.runtime.CompiledDesign;

/** The behavioural models of a design's external modules. */
final class Externals implements CompiledDesign.Host {
    private final Map<String, ExternalModel> models = new LinkedHashMap<>();
    private final Map<String, Map<String, Output>> outputs = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    private record Output(int width, List<Cell> words) {
    }

    private record Input(String port, List<Cell> words) {
    }

    /** @param tick null for every cycle */
    private record Call(String instance, String clock, Cell tick, List<Input> inputs) {
    }

    /** Makes the models; error naming the module that has none. */
    Externals(ModuleIr flat) {
        for (Instance i : flat.instances()) {
            External external = (External) i.definition();
            if (external.model() == null) {
                throw new HaiovException(i.loc() + ": external module " + external.name() + " (instance " + i.name()
                        + ") has no model for the JVM engine\n  give it one (ExternalModel), or run the design with Verilator and the"
                        + " module's Verilog source");
            }
            models.put(i.name(), external.model().create(external.parameters()));
        }
    }

    /** Connects the models to the compiled design and gives their first outputs. */
    void connect(ModuleIr flat, Program program, Compiled compiled, NetValues values) {
        for (Instance i : flat.instances()) {
            Map<String, Output> ports = new HashMap<>();
            i.outputs().forEach((port, net) -> ports.put(port, new Output(net.width(), cells(compiled, values.slots(net)))));
            outputs.put(i.name(), ports);
            give(i.name());
        }
        for (int c = 0; c < program.externals().size(); c++) {
            Program.ExternalCall call = program.externals().get(c);
            List<Input> inputs = new ArrayList<>();
            for (int a = 0; a < call.arguments().size(); a++) {
                inputs.add(new Input(call.arguments().get(a).port(), cells(compiled, compiled.arguments().get(c).get(a))));
            }
            Cell tick = call.tick() == null ? null : compiled.compiler().fields().cell(call.tick().slot());
            calls.add(new Call(call.instance().name(), call.clock(), tick, inputs));
        }
    }

    private static List<Cell> cells(Compiled compiled, List<Slot> slots) {
        return slots.stream().map(compiled.compiler().fields()::cell).toList();
    }

    private void give(String instance) {
        Map<String, BigInteger> values = models.get(instance).outputs();
        outputs.get(instance).forEach((port, output) -> {
            BigInteger value = values.get(port);
            if (value == null || value.signum() < 0 || value.bitLength() > output.width) {
                throw new HaiovException("the model of " + instance + " gives " + value + " for its output " + port + " of "
                        + output.width + " bits");
            }
            for (int i = 0; i < output.words.size(); i++) {
                output.words.get(i).set(value.shiftRight(64 * i).longValue());
            }
        });
    }

    @Override
    public void edge() {
        for (Call call : calls) {
            if (call.tick != null && call.tick.get() == 0) {
                continue;
            }
            Map<String, BigInteger> inputs = new LinkedHashMap<>();
            for (Input input : call.inputs) {
                BigInteger value = BigInteger.ZERO;
                for (int i = input.words.size() - 1; i >= 0; i--) {
                    value = value.shiftLeft(64).or(Words.unsigned(input.words.get(i).get()));
                }
                inputs.put(input.port, value);
            }
            models.get(call.instance).edge(call.clock, inputs);
            give(call.instance);
        }
    }

    Map<String, Object> save() {
        Map<String, Object> states = new LinkedHashMap<>();
        models.forEach((name, model) -> states.put(name, model.save()));
        return states;
    }

    void restore(Map<String, Object> states) {
        states.forEach((name, state) -> models.get(name).restore(state));
    }
}
