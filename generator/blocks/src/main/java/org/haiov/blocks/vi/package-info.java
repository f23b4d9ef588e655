/**
 * The VI controller (Xhaiov section 4): {@link org.haiov.blocks.vi.ViController} and its parts, one job each.
 *
 * <p>Contract: docs/hart-link.md. Plan, pipeline and hazards: docs/vi-controller.md.
 */
package org.haiov.blocks.vi;
