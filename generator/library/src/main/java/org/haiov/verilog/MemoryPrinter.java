package org.haiov.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.Net;
import org.haiov.verilog.Forms.Form;

/**
 * Writes memories in the shapes from which Yosys ({@code memory_libmap}) and Vivado (UG901, RAM HDL coding techniques) infer block
 * RAM and LUT RAM: an array, writes at an edge in a block for each clock, synchronous reads in blocks of their own, combinational
 * reads as plain indexing.
 *
 * <p>A read of the word that is written at the same edge gives the old word by itself. {@link Memory.UnderWrite#NEW} overrides it
 * after the read, in the form that Yosys turns into a transparent port. Where no port cares, the array says {@code no_rw_check}.
 */
final class MemoryPrinter {
    private final Forms forms;
    private final ExpressionPrinter printer;
    private final Choices choices;
    private final StatementPrinter statements;
    private final UnreadBits account;

    MemoryPrinter(Forms forms, ExpressionPrinter printer, Choices choices, StatementPrinter statements, UnreadBits account) {
        this.account = account;
        this.forms = forms;
        this.printer = printer;
        this.choices = choices;
        this.statements = statements;
    }

    /**
     * @param file name of the file for its initial words, or empty to write them in the module
     * @param counter a name that is free in the module
     */
    RtlModule.Array array(Memory m, String typed, String file, String counter) {
        List<String> words = new ArrayList<>();
        int size = words(m);
        if (file.isEmpty()) {
            List<Statement> sets = new ArrayList<>();
            for (int i = 0; i < m.init().size(); i++) {
                if (m.init().get(i).signum() != 0 || m.init().size() == size) {
                    sets.add(new Statement.Set(word(m, Integer.toString(i)), printer.literal(m.init().get(i), m.width()), false));
                }
            }
            words.addAll(statements.lines(sets));
        }
        String zero = !file.isEmpty() || m.init().size() == size ? "" : printer.literal(BigInteger.ZERO, m.width());
        return new RtlModule.Array(typed, m.name(), attributes(m), size - 1, zero, words, file, counter, writeClocks(m) > 1, Place.of(m.loc()));
    }

    private static long writeClocks(Memory m) {
        return m.writes().stream().map(w -> w.clocking().clock()).distinct().count();
    }

    /** Words the array has: every address has one. */
    static int words(Memory m) {
        return 1 << m.addressWidth();
    }

    /** Text of the file that {@code $readmemh} takes the initial words from. */
    static String file(Memory m) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < words(m); i++) {
            out.append(i < m.init().size() ? m.init().get(i).toString(16) : "0").append('\n');
        }
        return out.toString();
    }

    /** What a combinational read port gives. */
    String read(Memory m, Memory.ReadPort port) {
        account.read(m);
        return word(m, printer.text(port.address()));
    }

    /** Blocks for the write ports, one a clock, then for the synchronous read ports. */
    List<RtlModule.Clocked> blocks(Memory m) {
        List<RtlModule.Clocked> blocks = new ArrayList<>();
        Map<Net, List<Memory.WritePort>> byClock = new LinkedHashMap<>();
        m.writes().forEach(w -> byClock.computeIfAbsent(w.clocking().clock(), _ -> new ArrayList<>()).add(w));
        byClock.forEach((clock, ports) -> {
            List<Statement> body = new ArrayList<>();
            ports.forEach(port -> body.addAll(write(m, port, word(m, printer.text(port.address())))));
            add(blocks, clock, body, Place.of(ports.getFirst().loc()));
        });
        for (Memory.ReadPort port : m.reads()) {
            if (port.synchronous()) {
                add(blocks, port.clocking().clock(), readStatements(m, port), Place.of(port.loc()));
            }
        }
        return blocks;
    }

    private void add(List<RtlModule.Clocked> blocks, Net clock, List<Statement> body, String place) {
        if (!body.isEmpty()) {
            account.read(clock, 0, 0);
            blocks.add(new RtlModule.Clocked(clock.name(), statements.lines(body), place));
        }
    }

    /** What the port writes, to {@code target}, which is a word of the memory or of the same parts. */
    private List<Statement> write(Memory m, Memory.WritePort port, String target) {
        List<Statement> parts = new ArrayList<>();
        if (port.mask() == null) {
            parts.add(new Statement.Set(target, printer.text(port.data()), true));
        } else {
            Net data = ((Expr.Ref) port.data()).net();
            Net mask = ((Expr.Ref) port.mask()).net();
            int part = m.width() / mask.width();
            for (int i = 0; i < mask.width(); i++) {
                int hi = (i + 1) * part - 1;
                int lo = i * part;
                Statement set = new Statement.Set(printer.bits(target, m.width(), hi, lo), printer.read(data, hi, lo), true);
                Expr bit = mask.width() == 1 ? port.mask() : new Expr.Slice(port.mask(), i, i, port.loc());
                parts.add(new Statement.If(bit, List.of(set), List.of()));
            }
        }
        return choices.branch(port.enable(), parts, List.of());
    }

    private List<Statement> readStatements(Memory m, Memory.ReadPort port) {
        if (port.enable() instanceof Expr.Lit(BigInteger never, _, _) && never.signum() == 0) {
            return List.of();
        }
        List<Statement> body = new ArrayList<>();
        String data = port.data().name();
        body.add(new Statement.Set(data, read(m, port), true));
        if (port.underWrite() == Memory.UnderWrite.NEW) {
            for (Memory.WritePort w : m.writes()) {
                if (w.clocking().clock().equals(port.clocking().clock())) {
                    Expr same = new Expr.Binary(BinaryOp.EQ, w.address(), port.address(), port.loc());
                    body.addAll(choices.branch(same, write(m, w, data), List.of()));
                }
            }
        }
        return port.enable() == null ? body : choices.branch(port.enable(), body, List.of());
    }

    private String word(Memory m, String address) {
        return printer.word(m.name(), address);
    }

    private String attributes(Memory m) {
        Form style = switch (m.style()) {
            case AUTO -> null;
            case BLOCK -> Form.STYLE_BLOCK;
            case DISTRIBUTED -> Form.STYLE_DISTRIBUTED;
            case REGISTERS -> Form.STYLE_REGISTERS;
        };
        String text = style == null ? "" : forms.fill(style);
        if (!collisionsMatter(m)) {
            String free = forms.fill(Form.NO_COLLISION_CHECK);
            text = text.isEmpty() ? free : forms.fill(Form.NEXT_ATTRIBUTE, text, free);
        }
        return text;
    }

    /** Whether some synchronous read port promises a value for a word that its own clock is writing. */
    private static boolean collisionsMatter(Memory m) {
        boolean anySynchronous = false;
        for (Memory.ReadPort r : m.reads()) {
            if (r.synchronous()) {
                anySynchronous = true;
                boolean ownClockWrites = m.writes().stream().anyMatch(w -> w.clocking().clock().equals(r.clocking().clock()));
                if (r.underWrite() != Memory.UnderWrite.UNDEFINED && ownClockWrites) {
                    return true;
                }
            }
        }
        return !anySynchronous || m.writes().isEmpty();
    }
}
