package org.haiov.sim.golden.mmu;

/** Looks at the fetches from virtual pages of its choice. Instructions of these run one at a time, all others as without it. */
public interface FetchWatch {
    /** @param page virtual address of a page */
    boolean watches(long page);

    /** The instruction at {@code pc}, in such a page, is the next to be fetched. What this throws comes out of the hart's run, which may go on later. */
    void fetching(long pc);
}
