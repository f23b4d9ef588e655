/** Help for JUnit 5 tests of hardware: one test for all engines, and waves compared with text. */
package org.haiov.sim.engine.junit;
