/** Devices of the system and their bus (docs/core.md). */
package org.haiov.blocks.device;
