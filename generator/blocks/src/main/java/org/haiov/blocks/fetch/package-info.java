/** Fetching: pc, branch prediction, queue, alignment (docs/core.md). */
package org.haiov.blocks.fetch;
