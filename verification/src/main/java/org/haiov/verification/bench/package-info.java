/** Measurements: what each is, against what, and how the results are written down. */
package org.haiov.verification.bench;
