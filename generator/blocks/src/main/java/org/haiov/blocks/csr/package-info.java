/** CSRs, traps, returns, interrupts (P chapters 2 to 4 and 8; docs/core.md). Each group of registers holds its own rules of reading and writing. */
package org.haiov.blocks.csr;
