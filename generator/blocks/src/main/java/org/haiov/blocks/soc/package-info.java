/** Whole systems: harts, hub, memory, devices, and what simulation adds to them (docs/core.md). */
package org.haiov.blocks.soc;
