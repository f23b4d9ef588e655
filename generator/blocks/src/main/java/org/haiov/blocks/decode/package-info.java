/** From an instruction's bits to control signals (docs/core.md). */
package org.haiov.blocks.decode;
