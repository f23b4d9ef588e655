package org.haiov.verilog;

import java.util.ArrayList;
import java.util.List;
import org.haiov.verilog.Forms.Form;

/** Writes statements as lines, indented by two blanks a level from nothing; the template moves them to their place. */
final class StatementPrinter {
    private static final String INDENT = "  ";
    /** Where the template puts lines without indentation. */
    private static final int BLOCK_INDENT = 4;

    private final Forms forms;
    private final ExpressionPrinter printer;

    StatementPrinter(Forms forms, ExpressionPrinter printer) {
        this.forms = forms;
        this.printer = printer;
    }

    List<String> lines(List<Statement> statements) {
        List<String> out = new ArrayList<>();
        print(statements, "", out);
        out.replaceAll(StatementPrinter::wrapped);
        return out;
    }

    private void print(List<Statement> statements, String indent, List<String> out) {
        for (Statement s : statements) {
            switch (s) {
                case Statement.Set set -> out.add(indent + set(set));
                case Statement.If branch -> branch(branch, indent, out);
                case Statement.Case choice -> choice(choice, indent, out);
            }
        }
    }

    private static String wrapped(String line) {
        int indent = 0;
        while (line.charAt(indent) == ' ') {
            indent++;
        }
        return line.substring(0, indent) + LineBreaks.wrap(line.substring(indent), BLOCK_INDENT + indent, BLOCK_INDENT + indent + 4);
    }

    private String set(Statement.Set set) {
        return forms.fill(set.clocked() ? Form.NONBLOCKING : Form.BLOCKING, set.target(), set.value());
    }

    private void branch(Statement.If branch, String indent, List<String> out) {
        out.add(indent + forms.fill(Form.IF, printer.text(branch.condition())));
        print(branch.then(), indent + INDENT, out);
        List<Statement> otherwise = branch.otherwise();
        while (otherwise.size() == 1 && otherwise.getFirst() instanceof Statement.If next) {
            out.add(indent + forms.fill(Form.ELSE_IF, printer.text(next.condition())));
            print(next.then(), indent + INDENT, out);
            otherwise = next.otherwise();
        }
        if (!otherwise.isEmpty()) {
            out.add(indent + forms.fill(Form.ELSE));
            print(otherwise, indent + INDENT, out);
        }
        out.add(indent + forms.fill(Form.END));
    }

    private void choice(Statement.Case choice, String indent, List<String> out) {
        out.add(indent + forms.fill(Form.CASE, choice.selector()));
        String inside = indent + INDENT;
        for (Statement.Arm arm : choice.arms()) {
            String keys = arm.keys().getFirst();
            for (String key : arm.keys().subList(1, arm.keys().size())) {
                keys = forms.fill(Form.NEXT_KEY, keys, key);
            }
            if (arm.body().isEmpty()) {
                out.add(inside + forms.fill(Form.ARM_EMPTY, keys));
            } else if (arm.body().size() == 1 && arm.body().getFirst() instanceof Statement.Set set) {
                out.add(inside + forms.fill(Form.ARM_ONE, keys, set(set)));
            } else {
                out.add(inside + forms.fill(Form.ARM, keys));
                print(arm.body(), inside + INDENT, out);
                out.add(inside + forms.fill(Form.END));
            }
        }
        if (choice.otherwise().isEmpty()) {
            out.add(inside + forms.fill(Form.DEFAULT_EMPTY));
        } else if (choice.otherwise().size() == 1 && choice.otherwise().getFirst() instanceof Statement.Set set) {
            out.add(inside + forms.fill(Form.DEFAULT_ONE, set(set)));
        } else {
            out.add(inside + forms.fill(Form.DEFAULT));
            print(choice.otherwise(), inside + INDENT, out);
            out.add(inside + forms.fill(Form.END));
        }
        out.add(indent + forms.fill(Form.END_CASE));
    }
}
