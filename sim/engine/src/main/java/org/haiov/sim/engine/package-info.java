/** Running a design: one {@link org.haiov.sim.engine.Simulation} interface, engines behind it in packages of their own. */
package org.haiov.sim.engine;
