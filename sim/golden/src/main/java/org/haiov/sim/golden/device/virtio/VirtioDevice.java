package org.haiov.sim.golden.device.virtio;

/** A kind of device (chapter 5), behind any transport. */
interface VirtioDevice {
    /** Virtio device ID. */
    int id();

    /** Feature bits of this kind that are offered. */
    long features();

    /** How many virtqueues it has. */
    int queues();

    /** A byte of its configuration. Beyond its end: 0. */
    int configuration(int offset);

    /**
     * Carries out what waits in a queue.
     *
     * @return whether buffers were given back
     */
    boolean serve(int number, SplitQueue queue) throws MalformedRing;
}
