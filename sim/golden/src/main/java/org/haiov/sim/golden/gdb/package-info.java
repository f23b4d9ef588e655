/**
 * Debugging of a machine with GDB: the remote serial protocol (GDB manual, appendix E) over a TCP socket of the local host.
 *
 * <p>{@link org.haiov.sim.golden.gdb.GdbServer} waits for debuggers; {@link org.haiov.sim.golden.gdb.Session} answers one of them packet by
 * packet; {@link org.haiov.sim.golden.gdb.Execution} drives the harts while the program runs. Nothing here is in the way of a machine that
 * has no such server.
 */
package org.haiov.sim.golden.gdb;
