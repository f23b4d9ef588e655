/** Address translation: TLBs, walker, PMP and PMA (docs/core.md). */
package org.haiov.blocks.mmu;
