/**
 * Control and status registers: for each its access rule, what it reads and what a write makes of its bits (WARL), once. Numbers and field
 * positions are facts. "P" in a comment is the Privileged Architecture 20211203.
 */
package org.haiov.sim.golden.csr;
