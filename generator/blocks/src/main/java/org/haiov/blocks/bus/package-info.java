/** AXI4 (ARM IHI 0022E), a memory for simulation, and arbitration. */
package org.haiov.blocks.bus;
