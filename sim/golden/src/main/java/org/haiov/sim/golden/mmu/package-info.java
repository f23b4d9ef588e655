/**
 * From virtual address to byte: Sv39, Sv39x4, PMP, the translation cache, decoded pages, and loads, stores and atomics on top of them.
 * Steps name the manual's: Privileged 20211203, sections 3.7 (PMP), 4.3.2 (translation), 8.5 (two stages).
 */
package org.haiov.sim.golden.mmu;
