package org.haiov.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.haiov.ir.HaiovException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * How an exception reaches the user: a mistake in what the user gave is its message alone (the stack trace on request); anything
 * else is a mistake of ours and shows where it happened.
 */
final class ErrorReport implements IExecutionExceptionHandler {
    private final BooleanSupplier stackTrace;

    ErrorReport(BooleanSupplier stackTrace) {
        this.stackTrace = stackTrace;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof HaiovException) {
            command.getErr().println("haiov: " + e.getMessage());
            if (stackTrace.getAsBoolean()) {
                e.printStackTrace(command.getErr());
            }
            return ExitStatus.FAILED;
        }
        return internal(e, command.getCommandName(), command.getErr());
    }

    /** Tells of a mistake of ours, and returns the exit status for it. */
    static int internal(Throwable e, String command, PrintWriter err) {
        err.println("haiov " + Version.ofBuild() + ": internal error in '" + command + "'; please report it with what follows");
        e.printStackTrace(err);
        return ExitStatus.INTERNAL;
    }
}
