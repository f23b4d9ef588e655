/**
 * The {@code haiov} command: a thin layer of picocli over the other modules, one class a command.
 *
 * <p>Exit status: 0 done; 1 the work was done and found something wrong, or the user's input is wrong; 2 the command line is wrong
 * or the command is not available in this version; 3 an error inside haiov.
 */
package org.haiov.cli;
