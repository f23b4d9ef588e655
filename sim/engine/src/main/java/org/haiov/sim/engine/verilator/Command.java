package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;

/** Runs a program to its end. */
final class Command {
    private Command() {
    }

    /**
     * @param status exit status
     * @param output standard output and error together
     */
    record Result(int status, String output) {
    }

    /** An interrupt of the calling thread ends the program too. */
    static Result run(List<String> command, Path folder) {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new HaiovException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("interrupted while " + command.getFirst() + " was running", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
