package org.haiov.cli;

/** What the exit status of the {@code haiov} command says. */
final class ExitStatus {
    static final int OK = 0;
    /** The work was done and found something wrong (a divergence, a failed check), or what the user gave is wrong. */
    static final int FAILED = 1;
    /** The command line is wrong, or the command is not available in this version. */
    static final int USAGE = 2;
    /** A mistake inside haiov. */
    static final int INTERNAL = 3;

    private ExitStatus() {
    }
}
