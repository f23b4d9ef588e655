package org.haiov.facts;

/**
 * A range of physical addresses.
 *
 * @param name short name
 * @param base first address
 * @param size bytes; 0 where the configuration tells
 * @param text one line for manuals
 */
public record Region(String name, long base, long size, String text) {}
