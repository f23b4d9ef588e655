/** A whole machine: harts, memory and devices as a configuration says, programs loaded into it, and how it runs. */
package org.haiov.sim.golden.machine;
