/** The programs of software/, built to be run, and the tools of this machine. */
package org.haiov.verification.programs;
