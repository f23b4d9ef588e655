/** The JVM engine: compiles a design to bytecode. */
package org.haiov.sim.engine.jvm;
