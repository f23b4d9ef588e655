package org.haiov.ir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** What may name a signal, memory, instance or module in the Verilog. */
public final class Names {
    private static final Set<String> RESERVED = load();

    private Names() {
    }

    /** Whether the word belongs to Verilog-2005 or SystemVerilog (IEEE 1364-2005 and 1800-2017, annex B each). */
    public static boolean reserved(String name) {
        return RESERVED.contains(name);
    }

    /** Whether it is an identifier of letters, digits and underscores that no standard reserves. */
    public static boolean legal(String name) {
        if (name.isEmpty() || !letter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!letter(c) && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !reserved(name);
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static Set<String> load() {
        try (var in = Names.class.getResourceAsStream("reserved-words.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
