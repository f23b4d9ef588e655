package org.haiov.verification.translator;

/** Interpreter and translator differ; the message says where. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergenceException(String message) {
        super(message);
    }
}
