/** Writes units as bytecode. */
package org.haiov.sim.engine.jvm.emit;
