package org.haiov.sim.golden.mmu;

/** Instructions of one physical page as JVM bytecode; a class is generated for each piece. */
public abstract class TranslatedCode {
    /**
     * Executes instructions from the place on that this code begins at, until pc leaves them, or the next ones do not fit into {@code left}.
     * Leaves pc and x registers in the hart's state; counting what was executed is the caller's.
     *
     * @param base virtual address of the page
     * @param left instructions that may be executed
     * @return how many of {@code left} were not executed
     */
    public abstract int run(CodeContext context, long base, int left);
}
