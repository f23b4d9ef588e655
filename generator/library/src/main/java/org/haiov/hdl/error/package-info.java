/** One exception class for each kind of mistake in a description. */
package org.haiov.hdl.error;
