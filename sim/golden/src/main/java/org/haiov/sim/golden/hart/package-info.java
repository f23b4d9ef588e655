/** A hart: execution, traps and returns, interrupts, timers, and the step that lockstep takes. */
package org.haiov.sim.golden.hart;
