package org.haiov.verification.differential;

/**
 * What makes a program, entirely.
 *
 * @param seed of everything random in it
 * @param focus what it has more of
 * @param qemu it keeps off what QEMU does otherwise than the manual; else it runs on the golden model alone, against {@link Manual}
 */
public record Case(long seed, Focus focus, boolean qemu) {
    @Override
    public String toString() {
        return seed + (focus == Focus.ANY ? "" : ":" + focus) + (qemu ? "" : ":manual");
    }
}
