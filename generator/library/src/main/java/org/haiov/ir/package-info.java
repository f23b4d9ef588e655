/** The elaborated netlist: a few records, each with widths and the user's source line. Knows no other package of the library. */
package org.haiov.ir;
