/** What a hart remembers, and the names of its bits. No behaviour beyond what follows from a bit at once. */
package org.haiov.sim.golden.state;
