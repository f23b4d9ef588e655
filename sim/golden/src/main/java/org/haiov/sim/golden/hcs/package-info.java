/**
 * The hart's part of Xhaiov (docs/xhaiov.md): redirected exceptions, the context switch with its two banks, doorbell and limit, and the link
 * to the VI controller. Its CSRs are in package {@code csr}.
 */
package org.haiov.sim.golden.hcs;
