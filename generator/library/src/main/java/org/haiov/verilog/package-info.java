/** Netlist to Verilog: a small tree of what is to be printed, then templates that print it. */
package org.haiov.verilog;
