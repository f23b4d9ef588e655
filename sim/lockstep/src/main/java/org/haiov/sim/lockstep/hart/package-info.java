/**
 * Harts of an engine against the golden model, retirement by retirement. What the engine's harts do is read in bulk from
 * {@link org.haiov.blocks.soc.RetirementRecorder}; the golden harts do the same in the order of cycles.
 */
package org.haiov.sim.lockstep.hart;
