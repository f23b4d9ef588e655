package org.haiov.sim.golden.machine;

/** What the user gave is wrong: a configuration, an ELF file, a program that uses what is not there. The message names it. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MachineException(String message) {
        super(message);
    }

    public MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
