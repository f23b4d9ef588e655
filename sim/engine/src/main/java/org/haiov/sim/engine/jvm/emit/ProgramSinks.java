package org.haiov.sim.engine.jvm.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.Program;
import org.haiov.sim.engine.jvm.plan.Sink;

/** Everything a program does with values in a cycle. */
final class ProgramSinks {
    private final List<Sink> checks = new ArrayList<>();
    private final Map<Sink, String> all = new LinkedHashMap<>();
    private final List<MemoryArray> constantMemories = new ArrayList<>();
    private final List<List<List<Slot>>> arguments = new ArrayList<>();

    ProgramSinks(Program program) {
        for (int i = 0; i < program.violations().size(); i++) {
            checks.add(new Sink.Violation(i, program.violations().get(i).violated()));
        }
        for (Program.StateWord r : program.registers()) {
            all.put(new Sink.Store(r.slot(), r.slot(), r.next()), r.owner());
        }
        for (Program.StateMemory m : program.memories()) {
            if (m.writes().isEmpty()) {
                constantMemories.addAll(m.columns());
            } else {
                all.put(new Sink.MemoryWrites(m.columns(), m.writes().stream()
                        .map(w -> new Sink.MemoryWrite(w.enable(), w.address(), w.data(), w.bits())).toList()), m.owner());
            }
        }
        covers(program);
        for (Program.ExternalCall call : program.externals()) {
            arguments.add(call.arguments().stream().map(a -> argument(call, a)).toList());
        }
    }

    private void covers(Program program) {
        Graph graph = program.graph();
        for (Program.Cover cover : program.covers()) {
            Node now = graph.load(cover.count());
            Node next = graph.mux(cover.reached(), graph.add(now, graph.constant(1, 64)), now);
            all.put(new Sink.Store(cover.count(), cover.count(), next), cover.owner());
        }
    }

    private List<Slot> argument(Program.ExternalCall call, Program.Argument argument) {
        List<Slot> words = new ArrayList<>();
        for (Node word : argument.words()) {
            Slot slot = new Slot(Slot.Kind.WIRE, call.instance().name() + "." + argument.port(), word.width());
            words.add(slot);
            all.put(new Sink.Store(slot, null, word), call.instance().name() + ".");
        }
        return words;
    }

    /** To be looked at before anything else. */
    List<Sink> checks() {
        return checks;
    }

    /** The rest, with the path of the instance each belongs to. */
    Map<Sink, String> all() {
        return all;
    }

    /** Memories nobody writes. */
    List<MemoryArray> constantMemories() {
        return constantMemories;
    }

    /** For each external call and each of its inputs the slots that the input's words are left in. */
    List<List<List<Slot>>> arguments() {
        return arguments;
    }
}
