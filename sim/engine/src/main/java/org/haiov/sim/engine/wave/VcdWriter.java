package org.haiov.sim.engine.wave;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.EngineOptions.ClockRatio;

/**
 * Writes a value change dump (IEEE 1364-2005, 18.2) from rows of words, one row a cycle; for any engine.
 *
 * <p>Cycle c lasts from 10 c to 10 c + 10 ns and shows the values just before the edge that ends it. A clock rises at the start of
 * a cycle that its edge led into and falls 5 ns later. Paths become scopes under the top module's name. (Own code: no maintained
 * Java library writes VCD or FST.)
 */
public final class VcdWriter implements AutoCloseable {
    private static final int CYCLE = 10;
    private static final int FIRST_CODE = '!';
    private static final int CODES = '~' - '!' + 1;

    private final BufferedWriter out;
    private final List<Signal> signals;
    private final List<Clock> clocks;
    private final String[] codes;
    /** Whether a signal is but another name of one before. */
    private final boolean[] named;
    private final char[] text;
    private long[] last;
    private long end;

    /**
     * @param offset first of its words in a row; signals with one offset are one variable under several names
     */
    public record Signal(String path, int width, int offset) {
    }

    /** A clock input of the top module. */
    public record Clock(String name, ClockRatio ratio) {
        boolean ticks(long cycle) {
            return cycle >= 0 && Math.floorMod(cycle - ratio.phase(), (long) ratio.period()) == 0;
        }
    }

    /** @param top name of the outermost scope */
    public VcdWriter(Path file, String top, List<Clock> clocks, List<Signal> signals) {
        this.clocks = List.copyOf(clocks);
        this.signals = List.copyOf(signals);
        this.codes = new String[clocks.size() + signals.size()];
        this.named = new boolean[signals.size()];
        this.text = new char[signals.stream().mapToInt(Signal::width).max().orElse(1)];
        Map<Integer, String> byOffset = new HashMap<>();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = code(i);
            if (i >= clocks.size()) {
                String known = byOffset.putIfAbsent(signals.get(i - clocks.size()).offset(), codes[i]);
                named[i - clocks.size()] = known != null;
                codes[i] = known == null ? codes[i] : known;
            }
        }
        try {
            out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
            header(top);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Printable characters, the shortest first. */
    private static String code(int i) {
        StringBuilder code = new StringBuilder();
        for (int n = i; n >= 0; n = n / CODES - 1) {
            code.append((char) (FIRST_CODE + n % CODES));
        }
        return code.toString();
    }

    private static final class Scope {
        private final Map<String, Scope> inner = new LinkedHashMap<>();
        private final List<String> variables = new ArrayList<>();
    }

    private void header(String top) throws IOException {
        Scope root = new Scope();
        for (int i = 0; i < codes.length; i++) {
            boolean clock = i < clocks.size();
            String path = clock ? clocks.get(i).name() : signals.get(i - clocks.size()).path();
            int width = clock ? 1 : signals.get(i - clocks.size()).width();
            String[] names = path.split("\\.");
            Scope scope = root;
            for (int n = 0; n + 1 < names.length; n++) {
                scope = scope.inner.computeIfAbsent(names[n], _ -> new Scope());
            }
            String range = width == 1 ? "" : " [" + (width - 1) + ":0]";
            scope.variables.add("$var wire " + width + " " + codes[i] + " " + names[names.length - 1] + range + " $end\n");
        }
        out.write("$timescale 1ns $end\n");
        scope(top, root);
        out.write("$enddefinitions $end\n");
    }

    private void scope(String name, Scope scope) throws IOException {
        out.write("$scope module " + name + " $end\n");
        for (String variable : scope.variables) {
            out.write(variable);
        }
        for (Map.Entry<String, Scope> inner : scope.inner.entrySet()) {
            scope(inner.getKey(), inner.getValue());
        }
        out.write("$upscope $end\n");
    }

    /** Writes what a cycle shows; cycles in ascending order. */
    public void cycle(long cycle, long[] row) {
        try {
            end = CYCLE * (cycle + 1);
            out.write("#" + CYCLE * cycle + "\n");
            boolean fell = false;
            for (int i = 0; i < clocks.size(); i++) {
                boolean rises = last != null && clocks.get(i).ticks(cycle - 1);
                if (rises || last == null) {
                    out.write((rises ? "1" : "0") + codes[i] + "\n");
                }
                fell |= rises;
            }
            for (int i = 0; i < signals.size(); i++) {
                Signal s = signals.get(i);
                int words = (s.width() + 63) / 64;
                String code = codes[clocks.size() + i];
                if (!named[i] && (last == null || !Arrays.equals(row, s.offset(), s.offset() + words, last, s.offset(),
                        s.offset() + words))) {
                    value(row, s, code);
                }
            }
            if (fell) {
                out.write("#" + (CYCLE * cycle + CYCLE / 2) + "\n");
                for (int i = 0; i < clocks.size(); i++) {
                    if (clocks.get(i).ticks(cycle - 1)) {
                        out.write("0" + codes[i] + "\n");
                    }
                }
            }
            last = row.clone();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the wave", e);
        }
    }

    private void value(long[] row, Signal s, String code) throws IOException {
        if (s.width() == 1) {
            out.write(row[s.offset()] == 0 ? '0' : '1');
        } else {
            out.write('b');
            int length = 0;
            for (int bit = s.width() - 1; bit >= 0; bit--) {
                boolean set = (row[s.offset() + bit / 64] >>> bit & 1) != 0;
                // Leading zeros are implied; one digit must stay.
                if (set || length > 0 || bit == 0) {
                    text[length++] = set ? '1' : '0';
                }
            }
            out.write(text, 0, length);
            out.write(' ');
        }
        out.write(code);
        out.write('\n');
    }

    /** Ends the last cycle and closes the file. */
    @Override
    public void close() {
        try (out) {
            if (last != null) {
                out.write("#" + end + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the wave", e);
        }
    }
}
