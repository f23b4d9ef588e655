/** Synthesis flows and what comes out of them. */
package org.haiov.fpga;
