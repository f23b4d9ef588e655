package org.haiov.verification.differential;

/** What a program has more of than of anything else. */
public enum Focus {
    /** Everything as often as anything else. */
    ANY, ARITHMETIC, COMPRESSED, ATOMIC, CSR, TRAPS, PAGES, GUEST_PAGES, GUEST_ACCESS, INTERRUPTS, TIMERS, PMP
}
