package org.haiov.sim.engine.jvm.lower;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.Node;

/** Leaves out of a program the state that nothing looks at: neither an output nor a check nor an external model, at any distance. */
final class Liveness {
    private final Program program;
    private final Map<Object, Program.StateWord> words = new HashMap<>();
    private final Map<Object, Program.StateMemory> memories = new HashMap<>();
    private final Set<Object> live = new HashSet<>();
    private final Set<Node> seen = new HashSet<>();
    private final Deque<Object> open = new ArrayDeque<>();

    private Liveness(Program program) {
        this.program = program;
        program.registers().forEach(r -> words.put(r.slot(), r));
        program.memories().forEach(m -> m.columns().forEach(c -> memories.put(c, m)));
    }

    /**
     * @param outputs values that are looked at from outside
     * @param memories paths of memories that are
     */
    static Program prune(Program program, List<Node> outputs, Set<String> memories) {
        Liveness l = new Liveness(program);
        outputs.forEach(l::reach);
        program.memories().stream().filter(m -> memories.contains(m.path())).forEach(l::keep);
        program.violations().forEach(v -> l.reach(v.violated()));
        program.covers().forEach(c -> l.reach(c.reached()));
        program.externals().forEach(e -> e.arguments().forEach(a -> a.words().forEach(l::reach)));
        l.close();
        return new Program(program.graph(), program.inputs(), program.ticks(),
                program.registers().stream().filter(r -> l.live.contains(r.slot())).toList(),
                program.memories().stream().filter(l.live::contains).toList(), program.violations(), program.covers(),
                program.externals());
    }

    private void keep(Program.StateMemory memory) {
        if (live.add(memory)) {
            open.add(memory);
        }
    }

    private void close() {
        while (!open.isEmpty()) {
            switch (open.poll()) {
                case Program.StateWord word -> reach(word.next());
                case Program.StateMemory memory -> {
                    for (Program.Write w : memory.writes()) {
                        reach(w.enable());
                        reach(w.address());
                        w.data().forEach(this::reach);
                        if (w.bits() != null) {
                            w.bits().forEach(this::reach);
                        }
                    }
                }
                case Object other -> throw new IllegalStateException(other.toString());
            }
        }
    }

    private void reach(Node n) {
        if (!seen.add(n)) {
            return;
        }
        if (words.get(n.ref()) instanceof Program.StateWord word && live.add(word.slot())) {
            open.add(word);
        }
        if (memories.get(n.ref()) instanceof Program.StateMemory memory) {
            keep(memory);
        }
        for (int i = 0; i < n.arity(); i++) {
            reach(n.arg(i));
        }
    }
}
