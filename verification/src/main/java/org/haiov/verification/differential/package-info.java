/** Random programs that run on the golden model and on QEMU, and must leave the same behind. */
package org.haiov.verification.differential;
