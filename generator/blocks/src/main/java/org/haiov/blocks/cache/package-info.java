/** Instruction cache; data cache with its load/store pipe (docs/core.md). */
package org.haiov.blocks.cache;
