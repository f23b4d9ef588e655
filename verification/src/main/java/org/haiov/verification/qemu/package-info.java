/** QEMU as the opinion of others: the same programs on its virt machine. */
package org.haiov.verification.qemu;
