/** Waves: values of signals over time, as text and in files. */
package org.haiov.sim.engine.wave;
