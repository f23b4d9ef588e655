/**
 * Facts that RTL, golden model, C headers and manuals share: they stand once, as JSON beside this package, and are read from
 * here. Behaviour is no fact and has no place here.
 */
package org.haiov.facts;
