/** Instructions: decoding of 32-bit and compressed words, and their text. */
package org.haiov.sim.golden.isa;
