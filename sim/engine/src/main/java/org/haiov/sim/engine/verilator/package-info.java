/** Runs designs in models that Verilator builds: plan, build and cache, C interface, simulation. */
package org.haiov.sim.engine.verilator;
