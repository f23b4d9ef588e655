package org.haiov.sim.golden.device.virtio;

/** The driver broke a rule of virtqueues, and the device cannot go on until it is reset (2.1.2, DEVICE_NEEDS_RESET). */
final class MalformedRing extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRing(String message) {
        super(message);
    }
}
