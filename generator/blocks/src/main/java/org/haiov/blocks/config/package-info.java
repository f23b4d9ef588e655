/** Dimensions of the hart and its parts. */
package org.haiov.blocks.config;
