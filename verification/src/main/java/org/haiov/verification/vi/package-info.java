/** Suites of the VI controller: directed scenarios, random streams, and the run that {@code haiov demo} shows. */
package org.haiov.verification.vi;
