package org.haiov.verification.translator;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.state.HartState;

/**
 * The same program on two golden machines, of which one only interprets and the other translates nearly everything. They run random numbers
 * of instructions at a time and must then be the same: all that the harts remember, memory, and what was written to the console.
 */
public final class Twins {
    /** Scratch between two instructions. */
    private static final Set<String> NO_STATE = Set.of("nextPc", "options", "trap", "attention");
    private static final int REGISTERS = 32;

    private final String name;
    private final Machine interpreter;
    private final Machine translator;
    private final CapturedConsole said = new CapturedConsole();
    private final CapturedConsole translatorSaid = new CapturedConsole();
    private Outcome outcome;

    /**
     * What a run was.
     *
     * @param instructions retired by each
     * @param comparisons made
     * @param translated pieces of translated code that were made
     * @param outcome of both
     * @param console of both
     */
    public record Result(long instructions, long comparisons, long translated, Outcome outcome, String console) {}

    /**
     * @param name of the program, for messages
     * @param configuration JSON of the machine, without "translator"
     * @param program loads it
     * @param hot jumps to a place after which it is translated
     */
    public Twins(String name, String configuration, Consumer<Machine> program, int hot) {
        this.name = name + " with " + configuration;
        interpreter = machine(configuration, false, said, program);
        translator = machine(configuration, true, translatorSaid, program);
        translator.harts().forEach(hart -> hart.translate(hot));
    }

    private static Machine machine(String configuration, boolean translates, CapturedConsole said, Consumer<Machine> program) {
        String json = "{\"translator\": " + translates + (configuration.equals("{}") ? "" : ", ") + configuration.substring(1);
        Machine machine = new Machine(MachineConfig.parse("twins", json), said);
        program.accept(machine);
        return machine;
    }

    /**
     * Runs both up to their end.
     *
     * @param seed of the numbers of instructions between two comparisons
     * @param interval their bound
     * @param most instructions in all
     * @throws DivergenceException where they differ
     */
    public Result run(long seed, int interval, long most) {
        SplittableRandom random = new SplittableRandom(seed);
        long comparisons = 0;
        do {
            int instructions = 1 + random.nextInt(interval);
            outcome = interpreter.run(instructions);
            Outcome other = translator.run(instructions);
            comparisons++;
            String difference = outcome.equals(other) ? difference() : "outcome " + outcome + ", translated " + other;
            if (difference != null) {
                throw new DivergenceException(name + ", seed " + seed + ", interval " + interval + ": after " + interpreter.retired() + " instructions ("
                        + instructions + " since the last comparison, number " + (comparisons - 1) + "): " + difference);
            }
        } while (outcome.kind() == Outcome.Kind.LIMIT && interpreter.retired() < most);
        long translated = translator.harts().stream().mapToLong(Hart::translations).sum();
        return new Result(interpreter.retired(), comparisons, translated, outcome, said.text());
    }

    /** What differs, null for nothing. */
    private String difference() {
        for (int i = 0; i < interpreter.harts().size(); i++) {
            HartState a = interpreter.harts().get(i).state();
            String difference = difference("", a, translator.harts().get(i).state());
            if (difference != null) {
                return "hart " + i + " at pc 0x" + Long.toHexString(a.pc) + ": " + difference;
            }
        }
        int at = Arrays.mismatch(interpreter.bus().ram().bytes, translator.bus().ram().bytes);
        if (at >= 0) {
            return "memory differs at 0x" + Long.toHexString(interpreter.bus().ram().base + at);
        }
        return said.text().equals(translatorSaid.text()) ? null : "console output differs";
    }

    /** What differs in the fields of two objects; objects of the state's package are gone into. */
    private static String difference(String path, Object a, Object b) {
        for (Field field : a.getClass().getFields()) {
            if (Modifier.isStatic(field.getModifiers()) || NO_STATE.contains(field.getName())) {
                continue;
            }
            Object x = value(field, a);
            Object y = value(field, b);
            String name = path + field.getName();
            if (field.getType().getPackageName().equals(HartState.class.getPackageName())) {
                String difference = difference(name + ".", x, y);
                if (difference != null) {
                    return difference;
                }
            } else if (!Objects.deepEquals(x, y)) {
                return name + " is " + text(x) + ", translated " + text(y);
            }
        }
        return null;
    }

    private static Object value(Field field, Object object) {
        try {
            Object value = field.get(object);
            boolean registers = object instanceof HartState && field.getName().equals("x");
            return registers ? Arrays.copyOf((long[]) value, REGISTERS) : value; // what follows x31 takes writes to x0
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Long number -> "0x" + Long.toHexString(number);
            case long[] numbers -> Arrays.stream(numbers).mapToObj(Long::toHexString).toList().toString();
            case int[] numbers -> Arrays.toString(numbers);
            default -> String.valueOf(value);
        };
    }
}
