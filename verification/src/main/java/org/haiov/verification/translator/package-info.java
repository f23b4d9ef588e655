/** The golden model's translator held against its interpreter. */
package org.haiov.verification.translator;
