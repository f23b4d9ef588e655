package org.haiov.cli;

import java.io.PrintWriter;

/** Where the {@code haiov} command starts. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        int status;
        try {
            status = HaiovCommand.commandLine(arguments).execute(arguments);
        } catch (Error e) {
            // picocli hands on exceptions alone; an error would end the JVM with the status of a user's mistake.
            status = ErrorReport.internal(e, String.join(" ", arguments), new PrintWriter(System.err, true));
        }
        System.exit(status);
    }
}
