/** Linux on the golden model, as host and as KVM guest, and the same on QEMU. */
package org.haiov.verification.linux;
