/** Designs that exist to be measured. */
package org.haiov.verification.designs;
