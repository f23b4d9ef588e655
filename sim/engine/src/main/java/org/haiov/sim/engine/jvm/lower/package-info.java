/** From the flat netlist to a {@link org.haiov.sim.engine.jvm.lower.Program}: the next state as a graph of small operations. */
package org.haiov.sim.engine.jvm.lower;
