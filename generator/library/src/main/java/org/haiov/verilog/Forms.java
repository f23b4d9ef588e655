package org.haiov.verilog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;

/**
 * How each kind of expression and statement is written, read from the template {@code forms.vm}.
 *
 * <p>The template is rendered once, with marks for the operands; filling a form in is then only putting texts side by side. So the
 * syntax stays in the template and still costs no template call per operator.
 */
final class Forms {
    /** A form's name, as {@code forms.vm} has it. */
    enum Form {
        BIT, RANGE, WORD, BINARY, DECIMAL, HEX,
        INVERT, NOT_TRUE, NEGATE, EVERY_BIT, ANY_BIT, PARITY,
        AND, OR, XOR, ADD, SUB, MULTIPLY, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED,
        SIGNED, UNSIGNED, CHOICE, JOIN, JOIN_NEXT, JOIN_END, REPEAT, PARENTHESES,
        VECTOR, BLOCKING, NONBLOCKING, IF, ELSE_IF, ELSE, END,
        CASE, ARM, ARM_ONE, ARM_EMPTY, DEFAULT, DEFAULT_ONE, DEFAULT_EMPTY, NEXT_KEY, END_CASE,
        STYLE_BLOCK, STYLE_DISTRIBUTED, STYLE_REGISTERS, NO_COLLISION_CHECK, NEXT_ATTRIBUTE
    }

    private static final char FIRST_MARK = '\u0001';
    private static final String[] OPERANDS = {"a", "b", "c"};

    /** Pieces of a form: text, and between two texts the number of an operand. */
    private record Pieces(String[] texts, int[] operands) {
    }

    private final Map<Form, Pieces> forms = new EnumMap<>(Form.class);

    Forms(Templates templates) {
        VelocityContext context = new VelocityContext();
        for (int i = 0; i < OPERANDS.length; i++) {
            context.put(OPERANDS[i], String.valueOf((char) (FIRST_MARK + i)));
        }
        templates.render("forms.vm", context).lines().filter(line -> !line.isBlank()).forEach(line -> {
            int space = line.indexOf(' ');
            forms.put(Form.valueOf(line.substring(0, space)), pieces(line.substring(space + 1).stripLeading()));
        });
        for (Form form : Form.values()) {
            if (!forms.containsKey(form)) {
                throw new IllegalStateException("template forms.vm has no form " + form);
            }
        }
    }

    private static Pieces pieces(String text) {
        List<String> texts = new ArrayList<>();
        List<Integer> operands = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            int operand = text.charAt(i) - FIRST_MARK;
            if (operand >= 0 && operand < OPERANDS.length) {
                texts.add(text.substring(from, i));
                operands.add(operand);
                from = i + 1;
            }
        }
        texts.add(text.substring(from));
        return new Pieces(texts.toArray(String[]::new), operands.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The form with its operands filled in. */
    String fill(Form form, String... operands) {
        Pieces p = forms.get(form);
        if (p.operands.length == 0) {
            return p.texts[0];
        }
        StringBuilder out = new StringBuilder(32);
        out.append(p.texts[0]);
        for (int i = 0; i < p.operands.length; i++) {
            out.append(operands[p.operands[i]]).append(p.texts[i + 1]);
        }
        return out.toString();
    }
}
