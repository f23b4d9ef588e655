package org.haiov.ir;

/** An error in what the user gave us, told in the user's terms; the command line prints its message and no stack trace. */
public class HaiovException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HaiovException(String message) {
        super(message);
    }

    public HaiovException(String message, Throwable cause) {
        super(message, cause);
    }
}
