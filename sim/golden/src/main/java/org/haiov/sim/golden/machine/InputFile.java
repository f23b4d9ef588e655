package org.haiov.sim.golden.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that the user names: read whole, or the message says why not. */
final class InputFile {
    private InputFile() {}

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new MachineException(file + ": no such file", e);
        } catch (IOException | OutOfMemoryError e) { // a file of 2 GiB or more is an OutOfMemoryError
            throw new MachineException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
