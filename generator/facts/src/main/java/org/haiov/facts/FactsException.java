package org.haiov.facts;

/** A fact that contradicts another, is missing or cannot be read; the message names file and place. */
public final class FactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FactsException(String message) {
        super(message);
    }

    public FactsException(String message, Throwable cause) {
        super(message, cause);
    }
}
