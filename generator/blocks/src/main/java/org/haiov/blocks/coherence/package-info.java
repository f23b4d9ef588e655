/** The hub that keeps caches coherent, and what stands behind it (docs/core.md). */
package org.haiov.blocks.coherence;
