package org.haiov.verilog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.passes.Reads;

/**
 * The order in which a module's wires are written: as they are declared, but each below those it reads, for Verilog wants a name
 * declared before its use; outputs at the end.
 */
final class LogicOrder {
    /** What drives a wire or output. */
    sealed interface Driver {
        Net target();
    }

    record Assigned(Assign assign) implements Driver {
        @Override
        public Net target() {
            return assign.target();
        }
    }

    /** A combinational read port. */
    record ReadOut(Memory memory, Memory.ReadPort port) implements Driver {
        @Override
        public Net target() {
            return port.data();
        }
    }

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final List<Driver> drivers = new ArrayList<>();
    private final Map<Net, Integer> wires = new HashMap<>();
    private final List<Driver> ordered = new ArrayList<>();

    private LogicOrder() {
    }

    static List<Driver> of(ModuleIr module) {
        LogicOrder order = new LogicOrder();
        order.collect(module);
        byte[] state = new byte[order.drivers.size()];
        for (int i = 0; i < state.length; i++) {
            order.place(i, state);
        }
        return order.ordered;
    }

    private void collect(ModuleIr module) {
        Map<Net, Driver> byTarget = new HashMap<>();
        module.assigns().forEach(a -> byTarget.put(a.target(), new Assigned(a)));
        module.memories().forEach(m -> m.reads().stream().filter(r -> !r.synchronous())
                .forEach(r -> byTarget.put(r.data(), new ReadOut(m, r))));
        for (Net net : module.nets()) {
            Driver driver = byTarget.get(net);
            if (driver != null) {
                wires.put(net, drivers.size());
                drivers.add(driver);
            }
        }
        for (Net port : module.ports()) {
            if (byTarget.get(port) instanceof Driver driver) {
                drivers.add(driver);
            }
        }
    }

    /** Depth first, with a stack of its own: chains of wires may be longer than the thread's stack is deep. */
    private void place(int root, byte[] state) {
        List<Integer> stack = new ArrayList<>(List.of(root));
        while (!stack.isEmpty()) {
            int i = stack.getLast();
            if (state[i] == 0) {
                state[i] = OPEN;
                int before = stack.size();
                reads(drivers.get(i), net -> {
                    Integer wire = wires.get(net);
                    if (wire != null && state[wire] != DONE) {
                        if (state[wire] == OPEN) {
                            throw new IllegalArgumentException("combinational loop through " + net.name() + " (" + net.loc() + ")");
                        }
                        stack.add(wire);
                    }
                });
                java.util.Collections.reverse(stack.subList(before, stack.size()));
                continue;
            }
            stack.removeLast();
            if (state[i] == OPEN) {
                state[i] = DONE;
                ordered.add(drivers.get(i));
            }
        }
    }

    private static void reads(Driver driver, java.util.function.Consumer<Net> each) {
        switch (driver) {
            case Assigned(Assign a) -> Reads.nets(a.value(), each);
            case ReadOut(_, Memory.ReadPort port) -> Reads.nets(port.address(), each);
        }
    }
}
