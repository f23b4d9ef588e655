/**
 * The VI controller's golden model, transaction-level. Written from Xhaiov section 4 and docs/hart-link.md alone: it follows the
 * choices that those texts leave free and checks everything else. It knows no block; {@link ControllerModel} is the way in.
 */
package org.haiov.sim.golden.vi;
