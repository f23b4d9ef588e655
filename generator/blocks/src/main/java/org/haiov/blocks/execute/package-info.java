/** Arithmetic: ALU with branch conditions, multiplier, divider (docs/core.md). */
package org.haiov.blocks.execute;
