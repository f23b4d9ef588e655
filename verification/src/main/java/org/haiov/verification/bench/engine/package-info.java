/** How fast the engines are: the JVM engine against Verilator, and the bridge to Verilator against a loop in C++. */
package org.haiov.verification.bench.engine;
