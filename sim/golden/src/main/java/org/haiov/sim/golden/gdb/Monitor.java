package org.haiov.sim.golden.gdb;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.haiov.facts.Csr;
import org.haiov.facts.Field;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.hart.Hart;

/**
 * GDB's {@code monitor} commands. GDB does not tell which thread is selected when it sends one, so they are about the hart that GDB asked about
 * last, say which that is, and take another's number.
 */
final class Monitor {
    private static final String HELP = """
            translate ADDRESS [hart N]   the page-table walk of the hart's mode, and the physical address
            csr [NAME] [hart N]          a CSR with its fields; all CSRs
            mode                         mode of each hart, and what it waits for
            instret                      instructions retired and cycles of each hart
            step-interrupts [on|off]     whether a step takes interrupts (off: they wait until the hart continues)
            reset                        starts the program anew; then "maintenance flush register-cache"
            """;

    private final Session session;
    private Hart hart;

    Monitor(Session session) {
        this.session = session;
    }

    /** The output of a command; one that cannot be carried out says so there. */
    String run(String command) {
        try {
            String[] words = select(command.split("\\s+"));
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "", "help" -> HELP;
                case "translate" -> translate(argument(words));
                case "csr" -> words.length == 1 ? csrs() : csr(words[1]);
                case "mode" -> mode();
                case "instret" -> retired();
                case "step-interrupts" -> stepInterrupts(words.length == 1 ? "" : words[1]);
                case "reset" -> {
                    session.reset();
                    yield "reset: all harts stand before their first instruction\n";
                }
                default -> "no command \"" + words[0] + "\"; there are:\n" + HELP;
            };
        } catch (GdbError e) {
            return e.getMessage() + "\n";
        }
    }

    /** Takes {@code hart N} from the end of the words. */
    private String[] select(String[] words) throws GdbError {
        hart = session.hart();
        if (words.length < 2 || !words[words.length - 2].equals("hart")) {
            return words;
        }
        String number = words[words.length - 1];
        hart = session.machine().harts().stream().filter(any -> number.equals(Integer.toString(any.state().id))).findFirst()
                .orElseThrow(() -> new GdbError(GdbError.Kind.NO_THREAD, "there is no hart " + number));
        return Arrays.copyOf(words, words.length - 2);
    }

    private static String argument(String[] words) throws GdbError {
        if (words.length != 2) {
            throw new GdbError(GdbError.Kind.MALFORMED, words[0] + " takes one argument");
        }
        return words[1];
    }

    private String translate(String text) throws GdbError {
        long address;
        try {
            address = text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new GdbError(GdbError.Kind.MALFORMED, "\"" + text + "\" is no address; write it as 0x and hexadecimal digits, or in decimal");
        }
        Bus bus = session.machine().bus();
        PageWalk.Result walk = PageWalk.of(hart.state(), bus, address);
        StringBuilder out = new StringBuilder("hart " + hart.state().id + " in " + HartThreads.description(hart)).append(": 0x").append(Long.toHexString(address)).append('\n');
        for (PageWalk.Step step : walk.steps()) {
            out.append(String.format("  %-4s level %d at 0x%x: 0x%016x %s%n", step.stage(), step.level(), step.at(), step.entry(), bits(step.entry())));
        }
        if (walk.mapped()) {
            String what = bus.ram().contains(walk.physical()) ? "RAM" : bus.isMemory(walk.physical()) ? "ROM" : "no memory";
            return out.append(String.format("  physical 0x%x (%s)%n", walk.physical(), what)).toString();
        }
        return out.append("  not mapped: ").append(walk.problem()).append('\n').toString();
    }

    /** The low bits of a page-table entry as letters. */
    private static String bits(long entry) {
        StringBuilder bits = new StringBuilder("DAGUXWRV");
        for (int i = 0; i < bits.length(); i++) {
            if ((entry >>> 7 - i & 1) == 0) {
                bits.setCharAt(i, '-');
            }
        }
        return bits.toString();
    }

    private List<Csr> there() {
        return RegisterFile.csrs(hart.csrs());
    }

    private String csrs() {
        StringBuilder out = new StringBuilder("hart " + hart.state().id + "\n");
        for (Csr csr : there()) {
            out.append(String.format("%-16s 0x%03x 0x%016x%n", csr.name(), csr.address(), hart.csrs().peek(csr.address())));
        }
        return out.toString();
    }

    private String csr(String name) throws GdbError {
        Csr csr = there().stream().filter(any -> any.name().equals(name)).findFirst()
                .orElseThrow(() -> new GdbError(GdbError.Kind.NO_REGISTER, "this hart has no CSR " + name));
        long value = hart.csrs().peek(csr.address());
        StringBuilder out = new StringBuilder(String.format("hart %d: %s (0x%03x, %s) = 0x%016x%n", hart.state().id, csr.name(), csr.address(), csr.text(), value));
        for (Field field : csr.fields()) {
            String range = field.width() == 1 ? "" + field.lsb() : field.msb() + ":" + field.lsb();
            out.append(String.format("  %-10s %-6s 0x%x  %s%n", field.name(), range, (value & field.mask()) >>> field.lsb(), field.text()));
        }
        return out.toString();
    }

    private String mode() {
        StringBuilder out = new StringBuilder();
        for (Hart any : session.machine().harts()) {
            out.append(String.format("hart %d: %s, pc 0x%x%n", any.state().id, HartThreads.description(any), any.state().pc));
        }
        return out.toString();
    }

    private String retired() {
        StringBuilder out = new StringBuilder();
        for (Hart any : session.machine().harts()) {
            out.append(String.format("hart %d: %d instructions, %d cycles%n", any.state().id, any.state().retired, any.state().cycles));
        }
        return out.toString();
    }

    private String stepInterrupts(String wanted) throws GdbError {
        switch (wanted) {
            case "" -> { }
            case "on" -> session.execution().interruptsInSteps(true);
            case "off" -> session.execution().interruptsInSteps(false);
            default -> throw new GdbError(GdbError.Kind.MALFORMED, "step-interrupts is on or off");
        }
        return "step-interrupts is " + (session.execution().interruptsInSteps() ? "on" : "off") + "\n";
    }
}
