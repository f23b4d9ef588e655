package org.haiov.sim.golden.device.virtio;

/**
 * A descriptor chain that the driver made available.
 *
 * @param head number of its first descriptor, by which it is given back
 * @param readable what the device reads
 * @param writable what it writes
 */
record Chain(int head, Buffers readable, Buffers writable) {}
