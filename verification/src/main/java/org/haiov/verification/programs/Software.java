package org.haiov.verification.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.HaiovException;

/**
 * Builds programs for the bare machine.
 *
 * @param directory software/ of the checkout
 */
public record Software(Path directory) {
    public static final Tool COMPILER = new Tool("riscv64-unknown-elf-gcc", "gcc-riscv64-unknown-elf");

    /**
     * Builds one program.
     *
     * @param elf what is made
     * @param arguments source files in {@link #directory}, and compiler options, which begin with a dash
     * @return {@code elf}
     * @throws HaiovException where there is no compiler, or with its messages
     */
    public Path build(Path elf, String... arguments) {
        COMPILER.require();
        List<String> command = new ArrayList<>(List.of(directory.resolve("build").toString(), "-o", elf.toString()));
        for (String argument : arguments) {
            command.add(argument.startsWith("-") ? argument : directory.resolve(argument).toString());
        }
        try {
            Process build = new ProcessBuilder(command).redirectErrorStream(true).start();
            String messages = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (build.waitFor() != 0) {
                throw new HaiovException(String.join(" ", command) + " failed:\n" + messages.strip());
            }
            return elf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("interrupted while a program was built", e);
        }
    }
}
