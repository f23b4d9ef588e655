/**
 * Virtio 1.2 devices behind its MMIO transport, version 2 ("modern"); section numbers in this package are those of "Virtual I/O
 * Device (VIRTIO) Version 1.2".
 */
package org.haiov.sim.golden.device.virtio;
