package org.haiov.verification.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.haiov.ir.HaiovException;

/**
 * A program of the machine we run on.
 *
 * @param name by which PATH finds it
 * @param debianPackage which brings it
 */
public record Tool(String name, String debianPackage) {
    public boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** @throws HaiovException where it is not installed; says how to install it */
    public void require() {
        if (!installed()) {
            throw new HaiovException(name + " is not installed\n  Install it with ./haiov setup, or: apt-get install " + debianPackage);
        }
    }
}
