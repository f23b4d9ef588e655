package org.haiov.verification.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** What JMH is told; nothing is measured here. */
class MicroBenchTest {
    @Test
    void everyPartIsABenchmark() {
        for (String part : new MicroBench().parts()) {
            String wanted = MicroBench.options(List.of(part), 1).getIncludes().getFirst();
            assertEquals(1, Arrays.stream(GeneratorBenchmarks.class.getMethods()).filter(m -> m.isAnnotationPresent(Benchmark.class))
                    .filter(m -> (GeneratorBenchmarks.class.getName() + "." + m.getName()).matches(wanted)).count(), wanted);
        }
        assertEquals(new MicroBench().parts().size(), MicroBench.options(List.of(), 1).getIncludes().size());
    }

    /** What every benchmark has in its JVM, and what makes JMH use sun.misc.Unsafe. */
    static final class Fork {
        public static void main(String[] arguments) {
            new Blackhole("Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.").consume(1);
        }
    }

    private static String forked(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fork.class.getName()));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), output);
        return output;
    }

    @Test
    void forksSayNothingOfUnsafe() throws IOException, InterruptedException {
        assertTrue(forked().contains("sun.misc.Unsafe"), "JMH no longer needs the option");
        assertEquals("", forked(MicroBench.options(List.of(), 1).getJvmArgsAppend().get().toArray(String[]::new)));
    }
}
