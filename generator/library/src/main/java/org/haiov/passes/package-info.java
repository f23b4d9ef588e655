/** Checks of a netlist and lowerings from netlist to netlist, one a file; {@link org.haiov.passes.Checks} shows their order. */
package org.haiov.passes;
