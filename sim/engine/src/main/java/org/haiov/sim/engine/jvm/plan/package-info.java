/** Cuts a program into units, each one method: which operation goes where, in which order, and what is computed only if needed. */
package org.haiov.sim.engine.jvm.plan;
