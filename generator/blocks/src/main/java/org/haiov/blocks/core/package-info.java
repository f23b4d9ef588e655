/** The pipeline from D to W, and the hart around it (docs/core.md). */
package org.haiov.blocks.core;
