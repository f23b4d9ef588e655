/** Two engines run side by side until they differ. */
package org.haiov.sim.engine.compare;
