/** What a netlist becomes before it is compiled: a graph of operations on values of at most 64 bits, each one JVM int or long. */
package org.haiov.sim.engine.jvm.graph;
