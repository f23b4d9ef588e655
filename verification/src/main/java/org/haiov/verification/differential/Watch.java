package org.haiov.verification.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.HartObserver;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.mmu.Access;
import org.haiov.sim.golden.mmu.AccessObserver;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Trap;
import org.haiov.verification.coverage.Coverage;
import org.haiov.verification.differential.Walk.Stage;
import org.haiov.verification.differential.Walk.Step;

/** Watches a hart run an image: counts coverage and retired instructions, and holds translations against {@link Manual}. */
final class Watch implements HartObserver, AccessObserver {
    private static final int MOST = 10;

    private final Coverage coverage;
    private final Hart hart;
    private final HartState state;
    private final Manual manual;
    private final long[] retired;
    private final List<List<String>> contradictions = new ArrayList<>();
    private final boolean[] foreign;
    private final boolean[] strays;

    private final int[] operations = new int[Op.values().length];
    private final int[] modes = new int[8];
    private final Map<String, Integer> compressed = new HashMap<>();
    private final int[][] faults = new int[Stage.values().length * 32][16];
    private final int[][] levels = new int[Stage.values().length * 32][4];
    private final CsrPoints csrs;
    /** The last pc that was in a program's code. */
    private long program = Layout.SLOTS;

    Watch(Coverage coverage, Hart hart, Ram ram, int programs) {
        this.coverage = coverage;
        this.hart = hart;
        this.state = hart.state();
        this.manual = new Manual(state, ram);
        this.retired = new long[programs];
        this.foreign = new boolean[programs];
        this.strays = new boolean[programs];
        for (int i = 0; i < programs; i++) {
            contradictions.add(new ArrayList<>());
        }
        RiscvFacts.instructions().forEach(i -> operations[Op.valueOf(i.name().toUpperCase(java.util.Locale.ROOT).replace('.', '_')).ordinal()] = coverage.number("instruction/" + i.name()));
        Compressed.NAMES.forEach(name -> compressed.put(name, coverage.number("instruction/" + name)));
        for (Mode mode : Mode.values()) {
            modes[mode.privilege | (mode.virtual ? 4 : 0)] = coverage.number("mode/" + mode);
        }
        for (Stage stage : Stage.values()) {
            for (Step step : Step.values()) {
                for (int k = 0; k < Points.KINDS.length; k++) {
                    faults[stage.ordinal() * 32 + step.ordinal()][k] = coverage.number(Points.fault(stage, step, Points.KINDS[k]));
                }
                for (int level = 0; level < 3; level++) {
                    levels[stage.ordinal() * 32 + step.ordinal()][level] = coverage.number(Points.level(stage, step, level));
                }
            }
        }
        this.csrs = new CsrPoints(coverage, hart);
        hart.observe(this);
        hart.memory().observeTranslations(this);
    }

    /** Instructions that program {@code slot} has retired in its own code. */
    long retired(int slot) {
        return retired[slot];
    }

    /** Whether it has written page tables, or memory of another: a program the generator is to avoid. */
    boolean strays(int slot) {
        return strays[slot];
    }

    /** Whether it has reached memory of another. */
    boolean foreign(int slot) {
        return foreign[slot];
    }

    /** Where the golden model has not done what {@link Manual} says. */
    List<String> contradictions(int slot) {
        return contradictions.get(slot);
    }

    private static int slot(long pc) {
        long offset = pc - Layout.SLOTS;
        return (offset & Layout.SLOT_SIZE - 1) < Layout.CODE_END ? (int) (offset / Layout.SLOT_SIZE) : -1;
    }

    @Override
    public boolean follows(long pc) {
        if (state.privilege == 3 && pc >= Layout.SLOTS) { // each begins in M
            program = pc;
        }
        return state.privilege != 3 || pc >= Layout.SLOTS;
    }

    private void hit(int point) {
        if (point >= 0) {
            coverage.hit(point);
        }
    }

    @Override
    public void retired(long pc, int privilege, boolean virtual, Decoded instruction) {
        int slot = slot(pc);
        if (slot >= 0 && slot < retired.length) {
            retired[slot]++;
        }
        hit(modes[privilege | (virtual ? 4 : 0)]);
        if (instruction.length == 2) {
            hit(compressed.get(Compressed.name(instruction.raw)));
        } else {
            hit(operations[instruction.op.ordinal()]);
        }
        if ((instruction.word & 0x7F) == 0x73 && (instruction.word & 0x3000) != 0) {
            csrs.retired(Mode.of(privilege, virtual), instruction);
        }
    }

    @Override
    public void trapped(long pc, int privilege, boolean virtual, Decoded instruction, Trap trap) {
        Mode origin = Mode.of(privilege, virtual);
        hit(coverage.number(Points.trap(trap.cause(), origin, Mode.of(state.privilege, state.virtual))));
        if (instruction == null) {
            return;
        }
        if (instruction.op == Op.ECALL || instruction.op == Op.EBREAK) { // these retire nothing, but have done what they are for
            hit(instruction.length == 2 ? compressed.get(Compressed.name(instruction.raw)) : operations[instruction.op.ordinal()]);
        }
        if ((instruction.word & 0x7F) == 0x73 && (instruction.word & 0x3000) != 0 && (trap.cause() == 2 || trap.cause() == 22)) {
            csrs.refused(origin, instruction);
        }
    }

    @Override
    public void interrupted(long pc, int privilege, boolean virtual, int code) {
        if (follows(pc)) {
            hit(coverage.number(Points.interrupt(code, Mode.of(privilege, virtual), Mode.of(state.privilege, state.virtual))));
        }
    }

    @Override
    public void accessed(long address, int size, Access access, int regime, boolean execute, int offset, long physical, Trap trap) {
        if (state.privilege == 3 && (state.pc < Layout.SLOTS || (regime & 3) == 3)) {
            return; // the frame's
        }
        Walk walk = manual.walk(address, size, access, regime, execute);
        contradict(address, access, regime, physical, trap, walk);
        int kind = kind(access, execute);
        int which = walk.stage().ordinal() * 32 + walk.step().ordinal();
        hit(faults[which][kind]);
        if (walk.level() >= 0) {
            hit(levels[which][walk.level()]);
        }
        protection(address, access, regime, walk);
        long own = physical - Layout.SLOTS - (current() / Layout.SLOT_SIZE) * Layout.SLOT_SIZE;
        if (trap == null && access == Access.STORE && own >= Layout.TABLES && own < Layout.TABLES_END) {
            strays[(int) (current() / Layout.SLOT_SIZE)] = true;
        }
        long offsetInRam = physical - Layout.SLOTS;
        if (trap == null && offsetInRam >= -0x200000 && offsetInRam < (long) foreign.length * Layout.SLOT_SIZE) {
            int current = (int) (current() / Layout.SLOT_SIZE);
            if (current >= 0 && current < foreign.length && Math.floorDiv(offsetInRam, (long) Layout.SLOT_SIZE) != current) {
                foreign[current] = true;
                strays[current] |= access == Access.STORE;
            }
        }
    }

    private long current() {
        return program - Layout.SLOTS;
    }

    private void contradict(long address, Access access, int regime, long physical, Trap trap, Walk walk) {
        int cause = walk.cause(access);
        boolean right = trap == null ? cause == 0 && walk.physical() == physical : trap.cause() == cause && trap.value() == address;
        if (right && trap != null) {
            boolean guestFault = walk.stage() == Stage.G || walk.stage() == Stage.WALK;
            boolean implicit = walk.stage() == Stage.WALK && !walk.step().accessFault();
            right = trap.guestPhysical() == (guestFault && !walk.step().accessFault() ? walk.physical() : 0)
                    && trap.guestAddress() == ((regime & 4) != 0) && (trap.instruction() == Trap.Instruction.PAGE_TABLE_READ) == implicit;
        }
        // A physical address without memory is refused by the bus, of which the manual of translation says nothing.
        if (!right && !(trap != null && cause == 0 && trap.cause() == new Walk(Stage.PMP, -1, Step.REFUSED, 0).cause(access) && nowhere(walk.physical()))) {
            int slot = (int) Math.clamp(current() / Layout.SLOT_SIZE, 0, contradictions.size() - 1);
            List<String> lines = contradictions.get(slot);
            if (lines.size() < MOST) {
                lines.add(access + " of 0x" + Long.toHexString(address) + " in regime " + regime + " at pc 0x" + Long.toHexString(state.pc) + ": the golden model "
                        + (trap == null ? "reaches 0x" + Long.toHexString(physical) : "has " + trap.getMessage()) + ", the manual " + walk);
            }
        }
    }

    private static boolean nowhere(long physical) {
        return physical < 0 || physical < RiscvFacts.region("ram").base() || physical >= RiscvFacts.region("ram").base() + (64L << 20);
    }

    private int kind(Access access, boolean execute) {
        Decoded d = hart.current();
        if (access == Access.FETCH || d == null) {
            return 0;
        }
        int opcode = d.word & 0x7F;
        if (opcode == 0x73) {
            return execute ? 7 : access == Access.LOAD ? 6 : 8;
        }
        if (opcode == 0x2F) {
            return d.word >>> 27 == 2 ? 4 : d.word >>> 27 == 3 ? 5 : 3;
        }
        return access == Access.LOAD ? 1 : 2;
    }

    private void protection(long address, Access access, int regime, Walk walk) {
        boolean refused = walk.stage() == Stage.PMP;
        if (!refused && (walk.step() != Step.OK || (regime & 3) == 3 && state.privilege == 3)) {
            return;
        }
        int match = manual.match();
        hit(coverage.number("pmp/" + Points.MATCHES[match] + "/" + access.name().toLowerCase(java.util.Locale.ROOT) + (refused ? "/refused" : "/allowed")));
    }
}
