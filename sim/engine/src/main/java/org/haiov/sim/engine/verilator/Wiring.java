package org.haiov.sim.engine.verilator;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Check;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.Net;
import org.haiov.sim.engine.Clocks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.EngineOptions.ClockRatio;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateLayout.Field;

/** Where each thing of a design is in one model's memory. */
final class Wiring {
    private final ModelPlan plan;
    private final NativeModel model;
    private final Arena arena;
    private final long[] addresses;
    private final Control control;
    private final boolean rows;
    private final Map<String, Expr> operands = new HashMap<>();

    Wiring(ModelPlan plan, NativeModel model, EngineOptions options, StateLayout layout) {
        this.plan = plan;
        this.model = model;
        arena = model.arena();
        addresses = model.addresses(plan.addresses());
        requireAll();
        control = new Control(arena);
        List<Net> clocks = Clocks.of(plan.seen().top());
        control.clocks(clocks(clocks, options));
        control.checks(checks(clocks));
        rows = layout.state().stream().allMatch(this::visible);
        control.state(rows ? slots(layout.state()) : List.of(), layout.stateWords());
        control.inputs(slots(layout.inputs()), layout.inputWords());
    }

    Control control() {
        return control;
    }

    /** Whether all that a state row has is visible. */
    boolean hasRows() {
        return rows;
    }

    Cell cell(Net net) {
        return new Cell(model.memory(address(net), Control.Slot.bytes(net.width())), net.width());
    }

    /** Where a row shall have the net's value. */
    Control.Slot slot(Net net, int word) {
        return new Control.Slot(address(net), Control.Slot.bytes(net.width()), word);
    }

    /** All words of a memory, one behind the other. */
    MemorySegment words(Memory memory) {
        long bytes = (long) Control.Slot.bytes(memory.width()) << memory.addressWidth();
        return model.memory(addresses[plan.place(memory.name())], bytes);
    }

    private void requireAll() {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i] == 0) {
                ModelSource.Signal s = plan.source().signals().get(i - plan.source().ports().size());
                throw new IllegalStateException("Verilator did not keep " + s.scope() + "." + s.name() + " visible");
            }
        }
    }

    private List<Control.Clock> clocks(List<Net> nets, EngineOptions options) {
        if (nets.isEmpty()) {
            // Time passes in a design without clocks too; an edge of nothing stands for it.
            return List.of(new Control.Clock(arena.allocate(1).address(), 1, 0));
        }
        List<ClockRatio> ratios = Clocks.ratios(plan.seen().top(), options);
        List<Control.Clock> clocks = new ArrayList<>();
        for (int i = 0; i < nets.size(); i++) {
            clocks.add(new Control.Clock(address(nets.get(i)), ratios.get(i).period(), ratios.get(i).phase()));
        }
        return clocks;
    }

    private List<Control.Watch> checks(List<Net> clocks) {
        List<Control.Watch> watches = new ArrayList<>();
        for (Check check : plan.seen().top().checks()) {
            watches.add(new Control.Watch(address(ModelPlan.event(check)), clocks.indexOf(check.clocking().clock()),
                    check.kind() == Check.Kind.COVER));
        }
        return watches;
    }

    private boolean visible(Field field) {
        return switch (value(field)) {
            case Expr.Ref(Net net, _) -> plan.place(net.name()) != null;
            case Expr.Lit _ -> true;
            default -> false;
        };
    }

    private List<Control.Slot> slots(List<Field> fields) {
        List<Control.Slot> slots = new ArrayList<>();
        for (Field field : fields) {
            slots.add(new Control.Slot(address(value(field)), Control.Slot.bytes(field.width()), field.offset()));
        }
        return slots;
    }

    /** What a field of a row shows: a net of the instrumented design, or a literal. */
    private Expr value(Field field) {
        return switch (field.part()) {
            case WRITE_ENABLE, WRITE_ADDRESS, WRITE_DATA, WRITE_MASK -> operand(field);
            case REGISTER, READ_DATA, OUTPUT, INPUT ->
                new Expr.Ref(plan.seen().signals().get(field.path()), Loc.UNKNOWN);
        };
    }

    private Expr operand(Field field) {
        if (operands.isEmpty()) {
            for (Memory m : plan.seen().top().memories()) {
                for (int i = 0; i < m.writes().size(); i++) {
                    Memory.WritePort w = m.writes().get(i);
                    String port = m.name() + ".w" + i;
                    operands.put(port + ".enable", w.enable());
                    operands.put(port + ".address", w.address());
                    operands.put(port + ".data", w.data());
                    operands.put(port + ".mask", w.mask());
                }
            }
        }
        return operands.get(field.path());
    }

    private long address(Expr named) {
        return switch (named) {
            case Expr.Ref(Net net, _) -> address(net);
            case Expr.Lit(BigInteger value, int width, _) -> {
                Cell constant = new Cell(arena.allocate(Control.Slot.bytes(width), 8), width);
                constant.setBig(value);
                yield constant.segment().address();
            }
            default -> throw new IllegalStateException("an operand without a name: " + named);
        };
    }

    private long address(Net net) {
        return addresses[plan.place(net.name())];
    }
}
