/** Systems of the generator as machines: a program goes in, its console and its exit code come out, with or without the golden model beside. */
package org.haiov.sim.lockstep.system;
