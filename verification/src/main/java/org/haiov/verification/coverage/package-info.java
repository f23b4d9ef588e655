/** Functional coverage: named points, and how often each was hit. */
package org.haiov.verification.coverage;
