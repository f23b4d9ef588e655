package org.haiov.verification.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.ir.HaiovException;
import org.haiov.verification.programs.Tool;

/**
 * A run of QEMU's virt machine with harts like ours: RV64IMAC with H and Sstc. What it writes on its serial port is kept; it has no
 * input and no monitor.
 */
public final class Qemu {
    public static final String PROGRAM = "qemu-system-riscv64";
    private static final Tool TOOL = new Tool(PROGRAM, "qemu-system-misc");

    private final List<String> command = new ArrayList<>(List.of(PROGRAM, "-M", "virt", "-cpu", cpu(true), "-nographic", "-monitor", "none", "-serial", "stdio"));

    /**
     * How a run ended.
     *
     * @param console all that was written
     * @param code exit status of the process
     * @param ended false where the time was up and it was killed
     * @param seconds wall time
     */
    public record Result(String console, int code, boolean ended, double seconds) {}

    /** Whether it is installed. */
    public static boolean installed() {
        return TOOL.installed();
    }

    /** @throws HaiovException where it is not installed; says how to install it */
    public static void require() {
        TOOL.require();
    }

    /** Value of QEMU's option {@code -cpu}, of which the last one counts. */
    public static String cpu(boolean sstc) {
        return "rv64,h=true,sstc=" + sstc + ",f=false,d=false,v=false,zba=false,zbb=false,zbc=false,zbs=false";
    }

    /** Adds to the command line. */
    public Qemu with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    public List<String> command() {
        return List.copyOf(command);
    }

    /** Of the QEMU that is installed, {@code 7.2.22}. */
    public static String version() {
        require();
        try {
            Process process = new ProcessBuilder(PROGRAM, "--version").start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = Pattern.compile("version (\\d[\\d.]*\\d)").matcher(said);
            return version.find() ? version.group(1) : "of unknown version";
        } catch (IOException e) {
            throw new UncheckedIOException(PROGRAM + " --version", e);
        }
    }

    /** Runs to the end, at most so many seconds. */
    public Result run(int seconds) {
        require();
        long started = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                return run(process, seconds, started);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("interrupted while QEMU ran", e);
        }
    }

    private static Result run(Process process, int seconds, long started) throws IOException, InterruptedException {
        process.getOutputStream().close();
        boolean[] ended = new boolean[1];
        Thread limit = Thread.ofVirtual().start(() -> {
            try {
                ended[0] = process.waitFor(seconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly it leaves the output to be read
        });
        String console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        limit.join();
        return new Result(console, process.waitFor(), ended[0], (System.nanoTime() - started) / 1e9);
    }
}
