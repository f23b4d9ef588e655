package org.haiov.cli;

/** Where the {@code haiov} command starts. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(HaiovCommand.commandLine(arguments).execute(arguments));
    }
}
