/**
 * The JVM engine: compiles a design to bytecode.
 *
 * <pre>
 *   flat netlist  --lower-->  Program: next state as a graph of operations on at most 64 bits; wires are gone
 *                 --plan--->  units in order; in each, nested branches, and for each operation where it is computed
 *                 --emit--->  a class for each unit or shape of units, Main with the loop over cycles
 *   graph    nodes, folding, wide values as words, idioms (decoders, repeated bits, sets of values)
 *   runtime  what generated classes extend
 * </pre>
 *
 * <p>What was tried, ns a cycle (two shared cores, so the least of many short runs; VI is the controller with 8 harts under random
 * load, L the benchmark's lanes; Verilator 5.006: VI 855, L1 32, L64 3100, L64 with one in ten busy 1205):
 * <ul>
 * <li>State in fields and not in arrays: hand-written lane, 64 of them, 1540 with a method for each lane, be it static fields or
 *     arrays with constant indices; 1500 with arrays and an offset; 1350 with one method for objects with fields. Hence one class
 *     for all units of one shape: L64 2250 before, 1400 after, and one method to compile instead of 64.
 * <li>Choices by masks against branches: all by branch L64 1720, VI 600; by branch from a cost of 6 on L64 1570, VI 630; from 12 on
 *     L64 1415, VI 720; from 40 on VI 810. It is 6.
 * <li>Bit idioms (see {@link org.haiov.sim.engine.jvm.graph}): VI 2050 before, 640 after; most of it one-hot codes written as 64
 *     comparisons and a condition repeated over 64 bits.
 * <li>Conditions common to several stores as one branch, and leaving quiet units out: L64 with one in ten busy 950, then 715, then
 *     255 to 310. Looking for quiet units costs a busy design 2 %.
 * <li>Size of units: 300, 500, 900 and 1300 of {@link org.haiov.sim.engine.jvm.graph.Node#cost()} make no difference on VI (+- 3 %),
 *     150 is 20 % slower; methods above 8,000 bytes run interpreted, 15 times slower, and are cut again.
 * <li>Registers written in place: the units' order leaves a second copy to those in a cycle of units only.
 * </ul>
 */
package org.haiov.sim.engine.jvm;
