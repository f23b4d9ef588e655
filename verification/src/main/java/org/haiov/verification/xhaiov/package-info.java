/** Functional coverage of Xhaiov: the rows of docs/xhaiov.md that a hart can be seen to do. */
package org.haiov.verification.xhaiov;
