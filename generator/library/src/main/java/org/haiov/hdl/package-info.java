/**
 * The construction API: hardware described in plain Java. Start at {@link org.haiov.hdl.Component}.
 *
 * <p>Everything is checked where the user's code stands; each mistake is an exception of its own in {@code org.haiov.hdl.error}.
 */
package org.haiov.hdl;
