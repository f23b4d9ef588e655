/**
 * The VI controller's hardware and its golden model together: drivers that play harts and bus master by docs/hart-link.md, and
 * the loop that compares every cycle of the hardware, on one engine or on two, with the model.
 */
package org.haiov.sim.lockstep.vi;
