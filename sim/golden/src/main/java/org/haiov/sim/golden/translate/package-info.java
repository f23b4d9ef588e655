/** Hot code as JVM bytecode: which instructions go together, what is written for each, and when. */
package org.haiov.sim.golden.translate;
