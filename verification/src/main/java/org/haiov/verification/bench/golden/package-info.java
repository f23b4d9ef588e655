/** How fast the golden model is beside QEMU, on the same files. */
package org.haiov.verification.bench.golden;
