/** What stands on the bus: memory and devices, and the bus itself. */
package org.haiov.sim.golden.device;
